package io.winnow.prune;

import io.winnow.prune.select.UnitRows;
import io.winnow.records.Grid;

/**
 * Lets cells differ by where they stand beside what they show. The likeness of two is {@code (1 - share) * cosine + share * (cos(2 pi u) + cos(2 pi v)) / 2}, where {@code u} and {@code v} are how far they
 * stand apart across and down, in a frame of side 1: a product of vectors, so every rule can choose by it. Opposite borders count as near, so that places are covered evenly and not from the corners
 * inwards.
 *
 * @param share of the place, above 0 and at most 1
 */
record Spread(double share) {
    /** Numbers of a place: two for each direction. */
    static final int WIDTH = 4;

    /** By how much of a cell, at most, a place is moved to either side. */
    private static final double JITTER = 0.1;

    private static final double ACROSS = 0.6180339887498949;
    private static final double DOWN = 0.41421356237309515;

    /**
     * Fills rows.
     *
     * @param shown what cells show, at least as many as there are places
     * @param cells {@code [tokens]} row-major in the grid
     * @param joined are made as many and wider by {@value #WIDTH}
     */
    void join(UnitRows shown, int[] cells, Grid grid, UnitRows joined) {
        float scale = (float) Math.sqrt(1 - share);
        float[][] places = new float[grid.rows() * grid.columns()][];
        joined.resize(cells.length, shown.width() + WIDTH);
        for (int i = 0; i < cells.length; i++) {
            int cell = cells[i];
            if (places[cell] == null) {
                places[cell] = place(grid, cell);
            }
            joined.join(i, shown, i, scale, places[cell]);
        }
    }

    /** A vector of the length {@code sqrt(share)}. */
    private float[] place(Grid grid, int cell) {
        double across = 2 * Math.PI * (cell % grid.columns() + moved(cell, ACROSS)) / grid.columns();
        double down = 2 * Math.PI * (Math.floorDiv(cell, grid.columns()) + moved(cell, DOWN)) / grid.rows();
        double length = Math.sqrt(share / 2);
        return new float[] {
            (float) (length * Math.cos(across)),
            (float) (length * Math.sin(across)),
            (float) (length * Math.cos(down)),
            (float) (length * Math.sin(down))
        };
    }

    /**
     * Each cell is moved a little, by its own. Else many were equally far from one another by symmetry, and rounding, which differs between processors, would choose among them.
     */
    private static double moved(int cell, double by) {
        return 2 * JITTER * ((double) ((long) cell * cell) * by % 1 - 0.5);
    }

    /** The token of the first frame that stands nearest to its middle; -1 where it has none. */
    static int middle(Layout layout, Grid grid) {
        int best = -1;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < layout.cells().length && layout.frames()[i] == 0; i++) {
            int across = 2 * (layout.cells()[i] % grid.columns()) + 1 - grid.columns();
            int down = 2 * Math.floorDiv(layout.cells()[i], grid.columns()) + 1 - grid.rows();
            int apart = across * across + down * down;
            if (apart < least) {
                best = i;
                least = apart;
            }
        }
        return best;
    }
}
