@NullMarked
package io.winnow.cli.models;

import org.jspecify.annotations.NullMarked;
