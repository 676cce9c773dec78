package io.winnow.jobs.keep;

import io.winnow.jobs.Evenly;
import io.winnow.records.TokenRecord;
import java.util.List;
import java.util.Objects;

/**
 * The beginning of a stream.
 *
 * @param stream its id
 * @param records in order
 */
public record SampledStream(String stream, List<TokenRecord> records) {
    /** Frames of a sample, those of all streams together. */
    static final int FRAMES = 512;

    private static final int STREAMS = 8;

    public SampledStream {
        Objects.requireNonNull(stream, "stream");
        records = List.copyOf(records);
    }

    /** At most {@value #STREAMS} of a list, evenly spread over it. */
    public static <T> List<T> some(List<T> all) {
        return Evenly.some(all, STREAMS);
    }

    /** As many of its first records as are one of so many streams' part of a sample. */
    public static SampledStream beginning(String stream, List<TokenRecord> all, int streams) {
        int frames = 0;
        int records = 0;
        while (records < all.size() && frames < FRAMES / streams) {
            frames += all.get(records).grid().frames();
            records++;
        }
        return new SampledStream(stream, all.subList(0, records));
    }
}
