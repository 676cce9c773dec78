/** Tests of the reader, with its slow twin. */
@NullMarked
package io.winnow.read;

import org.jspecify.annotations.NullMarked;
