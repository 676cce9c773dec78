/**
 * What a pool of decoders and its children say to each other, over two pipes. Each message is a length, a kind and its fields, big-endian. Both sides check what they read:
 * a length, count or code out of range is a {@link io.winnow.decode.worker.wire.WireException}. Knows nothing of FFmpeg.
 */
@NullMarked
package io.winnow.decode.worker.wire;

import org.jspecify.annotations.NullMarked;
