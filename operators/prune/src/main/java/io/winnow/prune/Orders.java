package io.winnow.prune;

import io.winnow.records.RecordId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Orders of picking that look at no vectors. Each gives the first {@code budget} of an order over all tokens, so a smaller budget gives the first of a larger one. */
final class Orders {
    private Orders() {}

    /** Spread evenly at every budget: indices in the order of their reversed bits (van der Corput). */
    static int[] spread(int tokens, int budget) {
        int[] order = new int[Math.min(budget, tokens)];
        int shift = Integer.numberOfLeadingZeros(Math.max(1, tokens - 1));
        int at = 0;
        for (int i = 0; at < order.length; i++) {
            int index = Integer.reverse(i) >>> shift;
            if (index < tokens) {
                order[at++] = index;
            }
        }
        return order;
    }

    /** By chance, the same for the same records. */
    static int[] shuffled(int tokens, int budget, List<RecordId> seed) {
        long mixed = 0;
        for (RecordId id : seed) {
            mixed = 31 * mixed + (id.high() ^ id.low());
        }
        SplittableRandom random = new SplittableRandom(mixed);
        int[] order = IntStream.range(0, tokens).toArray();
        int count = Math.min(budget, tokens);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, tokens);
            int taken = order[other];
            order[other] = order[i];
            order[i] = taken;
        }
        return Arrays.copyOf(order, count);
    }

    /** What changed most first; what is new before all. */
    static int[] byChange(Changes changes, int budget) {
        return first(
                changes.amounts().length,
                budget,
                Comparator.comparingDouble(i -> changes.fresh().get(i) ? -3 : -changes.amounts()[i]));
    }

    /**
     * The first of each record, all records in proportion.
     *
     * @param shares {@code [tokens]} how much of its record comes before a token, from 0 to below 1
     */
    static int[] prefixes(double[] shares, int budget) {
        return first(shares.length, budget, Comparator.comparingDouble(i -> shares[i]));
    }

    private static int[] first(int tokens, int budget, Comparator<Integer> order) {
        return IntStream.range(0, tokens)
                .boxed()
                .sorted(order)
                .limit(budget)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
