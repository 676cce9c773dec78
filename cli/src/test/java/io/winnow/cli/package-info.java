@NullMarked
package io.winnow.cli;

import org.jspecify.annotations.NullMarked;
