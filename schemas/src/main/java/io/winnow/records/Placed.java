package io.winnow.records;

import java.util.Objects;

/**
 * An element with its place in the topic that brought it.
 *
 * @param partition of the topic
 * @param offset in the partition
 */
public record Placed(int partition, long offset, Element element) {
    public Placed {
        Objects.requireNonNull(element, "element");
    }
}
