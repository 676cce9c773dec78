package io.winnow.archive;

import java.util.List;

/**
 * What the sources hold at one moment.
 *
 * @param items sorted by the bytes of their paths, each path once
 * @param problems of what is no item: a second file of one name, a source that breaks off
 */
public record Listing(List<Item> items, List<Problem> problems) {
    public Listing {
        items = List.copyOf(items);
        problems = List.copyOf(problems);
    }

    /** Of what could be looked at. */
    public long bytes() {
        return items.stream().mapToLong(item -> Math.max(0, item.size())).sum();
    }
}
