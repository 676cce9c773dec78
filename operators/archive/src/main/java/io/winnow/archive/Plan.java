package io.winnow.archive;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be tokenized.
 *
 * @param shards in the order of their items' paths
 * @param held items that the archive holds already
 */
public record Plan(List<Shard> shards, long held) {
    public Plan {
        shards = List.copyOf(shards);
    }

    /**
     * Leaves out what is held with the same path, size and time, and cuts the rest, in the order of paths, into shards of exactly so many items. What whole shards of an earlier plan have become is left
     * out whole, so that a plan after an interruption has the very shards that are missing.
     */
    public static Plan of(Listing listing, Ledger ledger, int shardItems) {
        List<Planned> wanted = new ArrayList<>();
        for (Item item : listing.items()) {
            if (!ledger.holds(item)) {
                wanted.add(new Planned(item, ledger.nextAttempt(item.path())));
            }
        }
        return new Plan(cut(wanted, shardItems), listing.items().size() - wanted.size());
    }

    /** The items that failed and are still there, or are there again. */
    public static Plan ofFailures(Listing listing, Ledger ledger, int shardItems) {
        List<Planned> wanted = listing.items().stream()
                .filter(item -> ledger.failed(item.path()))
                .map(item -> new Planned(item, ledger.nextAttempt(item.path())))
                .toList();
        return new Plan(cut(wanted, shardItems), listing.items().size() - wanted.size());
    }

    private static List<Shard> cut(List<Planned> items, int shardItems) {
        List<Shard> shards = new ArrayList<>();
        for (int start = 0; start < items.size(); start += shardItems) {
            shards.add(new Shard(items.subList(start, Math.min(items.size(), start + shardItems))));
        }
        return shards;
    }

    /** Items of all shards. */
    public long items() {
        return shards.stream().mapToLong(shard -> shard.items().size()).sum();
    }

    /** Their bytes, of those that could be looked at. */
    public long bytes() {
        return shards.stream()
                .flatMap(shard -> shard.items().stream())
                .mapToLong(planned -> Math.max(0, planned.item().size()))
                .sum();
    }
}
