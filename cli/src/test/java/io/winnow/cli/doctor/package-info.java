@NullMarked
package io.winnow.cli.doctor;

import org.jspecify.annotations.NullMarked;
