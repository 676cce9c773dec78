package io.winnow.prune;

import io.winnow.records.Axis;
import io.winnow.records.Grid;
import io.winnow.records.Positions;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.util.Arrays;
import java.util.List;

/**
 * Where a window's tokens stand: in time order, then in order of their cells.
 *
 * @param frames {@code [tokens]} index among the window's frames
 * @param cells {@code [tokens]} row-major in the frame
 * @param sources {@code [tokens]} index among the records' tokens, counted through
 * @param pivot the first that a record names, or -1
 */
record Layout(int[] frames, int[] cells, int[] sources, int pivot) {
    private static final int BITS = 21;
    private static final long MASK = (1L << BITS) - 1;

    static Layout of(List<TokenRecord> records) {
        int count = records.stream().mapToInt(record -> record.tokens().count()).sum();
        long[] keys = new long[count];
        int frame = 0;
        int source = 0;
        int pivotSource = -1;
        for (TokenRecord record : records) {
            Grid grid = record.grid();
            int[] places = places(record);
            if (pivotSource < 0 && record.pivot() >= 0) {
                pivotSource = source + record.pivot();
            }
            int cells = grid.rows() * grid.columns();
            for (int place : places) {
                keys[source] =
                        ((frame + place / cells) & MASK) << (2 * BITS) | ((place % cells) & MASK) << BITS | source;
                source++;
            }
            frame += grid.frames();
        }
        Arrays.sort(keys);
        return read(keys, pivotSource);
    }

    private static Layout read(long[] keys, int pivotSource) {
        int[] frames = new int[keys.length];
        int[] cells = new int[keys.length];
        int[] sources = new int[keys.length];
        int pivot = -1;
        for (int i = 0; i < keys.length; i++) {
            frames[i] = (int) (keys[i] >>> (2 * BITS));
            cells[i] = (int) ((keys[i] >>> BITS) & MASK);
            sources[i] = (int) (keys[i] & MASK);
            if (sources[i] == pivotSource) {
                pivot = i;
            }
        }
        return new Layout(frames, cells, sources, pivot);
    }

    /** Cell of each token in its record's grid; for a centroid the first of its cells. */
    static int[] places(TokenRecord record) {
        int count = record.tokens().count();
        if (record.axis() == Axis.CENTROIDS && record.map().isPresent()) {
            return firstCells(record.map().get().indices(), count);
        }
        return record.positions().map(Positions::cells).orElseGet(() -> {
            int[] places = new int[count];
            Arrays.setAll(places, i -> i);
            return places;
        });
    }

    private static int[] firstCells(Tokens.Ids map, int count) {
        int[] tokens = map.unpack();
        int[] places = new int[count];
        for (int cell = tokens.length - 1; cell >= 0; cell--) {
            places[tokens[cell]] = cell;
        }
        return places;
    }
}
