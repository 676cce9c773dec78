/** Tests of streams. */
@NullMarked
package io.winnow.decode.stream;

import org.jspecify.annotations.NullMarked;
