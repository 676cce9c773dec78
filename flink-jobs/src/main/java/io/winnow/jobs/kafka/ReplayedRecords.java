package io.winnow.jobs.kafka;

import java.util.List;
import java.util.Objects;

/**
 * What topics hold that is read again.
 *
 * @param parts at least one
 * @param run whose records are wanted, or empty for those of any
 */
public record ReplayedRecords(List<Part> parts, String run) {

    /**
     * Of one partition.
     *
     * @param topic full name
     * @param from offset of the first record, inclusive
     * @param to offset of the last one, exclusive; larger than {@code from}
     */
    public record Part(String topic, int partition, long from, long to) {
        public Part {
            Objects.requireNonNull(topic, "topic");
            if (from >= to) {
                throw new IllegalArgumentException(
                        topic + "-" + partition + " is read from " + from + " to " + to + ", which is nothing");
            }
        }
    }

    public ReplayedRecords {
        parts = List.copyOf(parts);
        Objects.requireNonNull(run, "run");
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("nothing is read again");
        }
    }
}
