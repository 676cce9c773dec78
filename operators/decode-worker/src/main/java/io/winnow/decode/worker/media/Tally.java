package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import java.util.Optional;

/** Counts of one input. */
final class Tally {
    long decoded;
    long given;
    long skipped;
    long late;
    long errors;
    long endMicros;

    Outcome outcome(Optional<Cause> failure, String detail) {
        return new Outcome(failure, detail, endMicros, decoded, given, skipped, late, errors);
    }
}
