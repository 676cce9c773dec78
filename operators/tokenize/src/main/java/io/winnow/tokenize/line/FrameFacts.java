package io.winnow.tokenize.line;

import io.winnow.frames.Frame;
import io.winnow.records.Span;

/**
 * What is known of a frame when its pixels are gone.
 *
 * @param epoch of its stream
 * @param seq ordinal in the epoch
 * @param span when it is shown
 * @param pixels as it was decoded, before scaling
 * @param decodeMicros work of the decoder
 * @param ingestMillis wall clock when it was decoded
 */
public record FrameFacts(long epoch, long seq, Span span, long pixels, long decodeMicros, long ingestMillis) {

    static FrameFacts of(Frame frame) {
        return new FrameFacts(
                frame.epoch(),
                frame.seq(),
                frame.span(),
                (long) frame.sourceWidth() * frame.sourceHeight(),
                frame.decodeMicros(),
                frame.ingestMillis());
    }
}
