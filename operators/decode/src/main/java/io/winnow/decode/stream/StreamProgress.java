package io.winnow.decode.stream;

import io.winnow.decode.process.ResumePoint;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a stream has been read: all that a checkpoint keeps of it.
 *
 * @param started whether it has been announced
 * @param epoch the current one
 * @param item being decoded
 * @param resume where to go on in it
 * @param decodedBefore frames decoded of earlier items
 * @param epochBase the stream's frame that is the epoch's first
 * @param lastStartMicros start of the last frame handed on, {@link ResumePoint#UNKNOWN} if none was
 * @param counted frames known of, handed on or dropped
 * @param pending frames dropped and not yet told, by reason
 * @param errors of the item
 * @param format told last
 */
public record StreamProgress(
        boolean started,
        long epoch,
        int item,
        ResumePoint resume,
        long decodedBefore,
        long epochBase,
        long lastStartMicros,
        long counted,
        SortedMap<String, Long> pending,
        ItemErrors errors,
        Map<String, String> format) {
    /** Nothing has been read. */
    public static final StreamProgress NONE = from(0);

    /** Nothing has been read; the first epoch is this, or one after it. */
    public static StreamProgress from(long epoch) {
        return new StreamProgress(
                false,
                epoch,
                0,
                ResumePoint.START,
                0,
                0,
                ResumePoint.UNKNOWN,
                0,
                Collections.emptySortedMap(),
                ItemErrors.NONE,
                Map.of());
    }

    public StreamProgress {
        Objects.requireNonNull(resume, "resume");
        Objects.requireNonNull(errors, "errors");
        pending = Collections.unmodifiableSortedMap(new TreeMap<>(pending));
        format = Map.copyOf(format);
    }
}
