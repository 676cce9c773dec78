package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import java.util.Optional;

/**
 * How an input ended.
 *
 * @param failure why it was given up; empty at its end
 * @param detail of the failure
 * @param endMicros when its last frame ended
 * @param decoded frames
 * @param given frames that were chosen
 * @param skipped packets that the choice did not decode
 * @param late packets of a live stream that had waited too long to be decoded
 * @param errors of the decoder and the demuxer
 */
public record Outcome(
        Optional<Cause> failure,
        String detail,
        long endMicros,
        long decoded,
        long given,
        long skipped,
        long late,
        long errors) {}
