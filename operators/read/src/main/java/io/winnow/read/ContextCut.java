package io.winnow.read;

/** Shares the reader's limit out among windows. */
final class ContextCut {
    private ContextCut() {}

    /**
     * How many tokens each window gives.
     *
     * <p>Where all fit, all are read. Else each window gives its share of the limit, rounded down, as in training; in contexts so long that a window's share is below one token, shares are
     * carried over to the next window instead, so that the windows that do give one are spread evenly.
     *
     * @param kept tokens of each window
     * @param most tokens in all
     */
    static int[] shares(int[] kept, int most) {
        long total = 0;
        for (int count : kept) {
            total += count;
        }
        if (total <= most) {
            return kept.clone();
        }
        int[] shares = new int[kept.length];
        boolean starved = false;
        for (int i = 0; i < kept.length; i++) {
            shares[i] = (int) ((long) most * kept[i] / total);
            starved |= shares[i] == 0 && kept[i] > 0;
        }
        return starved ? carried(kept, most, total) : shares;
    }

    private static int[] carried(int[] kept, int most, long total) {
        int[] shares = new int[kept.length];
        long before = 0;
        for (int i = 0; i < kept.length; i++) {
            long after = before + kept[i];
            shares[i] = (int) (most * after / total - most * before / total);
            before = after;
        }
        return shares;
    }
}
