/** Decoding as a Flink source: a split a stream, whose state holds where it goes on. The job builder makes a {@link io.winnow.decode.flink.VideoSource}; the rest is Flink's to call. */
@NullMarked
package io.winnow.decode.flink;

import org.jspecify.annotations.NullMarked;
