package io.winnow.read;

import java.util.Collection;

/**
 * How the rows of a batch lie: each slot is a context, whose visual tokens the engine reads once for all rows in it. A context with more rows than fit takes several slots, so that one with many
 * does not give room that nobody uses to all others.
 *
 * @param slots contexts
 * @param lanes rows of each
 */
record Layout(int slots, int lanes) {
    /** Visual tokens of a slot that cost a step about as much as a row. */
    private static final long ROW = 128;

    /**
     * The cheapest for rows on contexts.
     *
     * @param counts rows on each context
     * @param tokens visual tokens that a slot has room for
     */
    static Layout of(Collection<Integer> counts, int tokens) {
        Layout best = with(counts, 1);
        int most = counts.stream().mapToInt(Integer::intValue).max().orElse(1);
        for (int lanes = 2; lanes <= most; lanes++) {
            Layout next = with(counts, lanes);
            best = next.cost(tokens) < best.cost(tokens) ? next : best;
        }
        return best;
    }

    private static Layout with(Collection<Integer> counts, int lanes) {
        return new Layout(counts.stream().mapToInt(count -> slots(count, lanes)).sum(), lanes);
    }

    private static int slots(int count, int lanes) {
        return (count + lanes - 1) / lanes;
    }

    /** Slots that so many rows on one context take. */
    int slots(int count) {
        return slots(count, lanes);
    }

    int rows() {
        return slots * lanes;
    }

    /** What a step costs, in visual tokens. */
    long cost(int tokens) {
        return slots * (tokens + lanes * ROW);
    }
}
