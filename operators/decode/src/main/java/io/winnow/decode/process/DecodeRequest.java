package io.winnow.decode.process;

import io.winnow.decode.PictureSize;
import java.util.Objects;

/**
 * One input to decode.
 *
 * @param input where its bytes come from
 * @param sampling which frames to give out
 * @param resume where to begin
 * @param size of the pictures given out; at most the pool's
 * @param limits what it may cost
 * @param threads of the decoder; 0 for as many as it likes
 */
public record DecodeRequest(
        DecodeInput input, Sampling sampling, ResumePoint resume, PictureSize size, DecodeLimits limits, int threads) {
    public DecodeRequest {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(resume, "resume");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(limits, "limits");
        if (threads < 0 || threads > 64) {
            throw new IllegalArgumentException("a decoder can have 0 to 64 threads, not " + threads);
        }
        if (input instanceof DecodeInput.Piped && resume.nextSeq() > 0) {
            throw new IllegalArgumentException(input.name() + " cannot be read again, so it cannot be resumed");
        }
    }
}
