package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import java.util.Optional;

/** Counts of one input. */
final class Tally {
    long decoded;
    long given;
    long errors;
    long endMicros;

    Outcome outcome(Optional<Cause> failure, String detail, long skipped) {
        return new Outcome(failure, detail, endMicros, decoded, given, skipped, errors);
    }
}
