package io.winnow.records;

import java.util.BitSet;
import java.util.stream.IntStream;

/** Where tokens stand, as token records carry it: the number of each one's cell, or one bit a cell, set where a token stands. Bits are the form of width 1. */
public final class Positions {
    private static final int LEAST_BITS = 2;

    private Positions() {}

    /**
     * A number a token.
     *
     * @param cells {@code [tokens]}, in the tokens' order
     * @param of how many cells there are
     */
    public static Tokens.Ids list(int[] cells, int of) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, of - 1));
        return Tokens.Ids.pack(cells, Math.max(LEAST_BITS, bits));
    }

    /**
     * A bit a cell, the smaller form where many have a token.
     *
     * @param cells {@code [tokens]}, ascending
     * @param of how many cells there are
     */
    public static Tokens.Ids bitmap(int[] cells, int of) {
        int[] bits = new int[of];
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] >= of || (i > 0 && cells[i] <= cells[i - 1])) {
                throw new IllegalArgumentException("cell " + cells[i] + " at " + i + " of " + of
                        + ": a bitmap holds ascending cells that there are");
            }
            bits[cells[i]] = 1;
        }
        return Tokens.Ids.pack(bits, 1);
    }

    /** The cell of each token, in the tokens' order. */
    public static int[] cells(Tokens.Ids positions) {
        if (positions.bits() > 1) {
            return positions.unpack();
        }
        return BitSet.valueOf(positions.packed()).stream()
                .filter(cell -> cell < positions.count())
                .toArray();
    }

    /** The same of the first tokens alone. */
    public static Tokens.Ids first(Tokens.Ids positions, int tokens) {
        int[] cells = IntStream.of(cells(positions)).limit(tokens).toArray();
        return positions.bits() > 1 ? Tokens.Ids.pack(cells, positions.bits()) : bitmap(cells, positions.count());
    }
}
