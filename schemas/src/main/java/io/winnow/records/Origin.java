package io.winnow.records;

import java.util.Objects;

/**
 * Where an element stands on its edge: who produced it, for which stream, and its place there.
 *
 * @param run id of the run that produced it
 * @param stage the producing stage
 * @param stream id of the stream it belongs to
 * @param epoch which uninterrupted stretch of the stream
 * @param ordinal counts the stage's records and events of this epoch, from 0, without holes
 */
public record Origin(String run, String stage, String stream, long epoch, long ordinal) {
    public Origin {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(stream, "stream");
        if (ordinal < 0) {
            throw new IllegalArgumentException("ordinal " + ordinal + " of stream " + stream + " is negative");
        }
    }
}
