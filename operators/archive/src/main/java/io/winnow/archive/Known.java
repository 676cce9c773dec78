package io.winnow.archive;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the originals were when they were last listed for a computation, so that its progress can be told.
 *
 * @param items of which the archive then knew: those listed, and those it holds whose originals are gone
 * @param bytes of those listed
 * @param problems of what is no item
 */
public record Known(long items, long bytes, List<Problem> problems) {
    public Known {
        problems = List.copyOf(problems);
    }

    /** After a listing. */
    public static Known of(Listing listing, Ledger ledger) {
        Set<String> paths = new HashSet<>(ledger.paths());
        listing.items().forEach(item -> paths.add(item.path()));
        return new Known(paths.size(), listing.bytes(), listing.problems());
    }
}
