/** The decoding operator against FFmpeg's own command. */
@NullMarked
package io.winnow.bench.decode;

import org.jspecify.annotations.NullMarked;
