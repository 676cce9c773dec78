/**
 * Media become pictures, by FFmpeg, in the way of its command: the same demuxer, the first video stream, decoding on after errors, pictures turned upright. Bytes are asked of a
 * {@link io.winnow.decode.worker.media.Bytes}; frames and what happens go to a {@link io.winnow.decode.worker.media.Receiver}. Everything on one thread, save the decoder's own.
 */
@NullMarked
package io.winnow.decode.worker.media;

import org.jspecify.annotations.NullMarked;
