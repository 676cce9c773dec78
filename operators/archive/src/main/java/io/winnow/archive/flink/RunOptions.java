package io.winnow.archive.flink;

import io.winnow.archive.ObjectCut;
import io.winnow.archive.RunNote;
import java.io.Serializable;
import java.util.Objects;

/**
 * What the operator must know.
 *
 * @param place address of the archive: an absolute path, or scheme://...
 * @param note what the archive is to say of the run
 * @param cut where objects end
 */
public record RunOptions(String place, RunNote note, ObjectCut cut) implements Serializable {
    public RunOptions {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(cut, "cut");
    }
}
