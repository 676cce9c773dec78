package io.winnow.prune.select;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Tokens in groups of near ones, by halving again and again: a group is cut at the median of its products with the difference of two rows of it that are far from one another. Equal rows stay
 * together. Takes {@code tokens * width * log2(groups)} products (a random projection tree; Dasgupta and Freund, STOC 2008, with a direction that is looked for).
 */
final class Leaves {
    /** Rows of a group among which the two far ones are looked for. */
    private static final int LOOKED_AT = 128;

    private final Kernels kernels;

    Leaves(Kernels kernels) {
        this.kernels = kernels;
    }

    /** A part of an array. */
    private record Part(int from, int to) {
        int size() {
            return to - from;
        }
    }

    /**
     * Cuts.
     *
     * @param size most tokens of a group, unless more are equal
     * @return groups of ascending tokens
     */
    List<int[]> of(UnitRows rows, int tokens, int size) {
        long[] keys = new long[tokens];
        Arrays.setAll(keys, i -> i);
        List<int[]> leaves = new ArrayList<>();
        Deque<Part> left = new ArrayDeque<>(List.of(new Part(0, tokens)));
        while (!left.isEmpty()) {
            Part part = left.pop();
            int cut = part.size() <= size ? part.from() : cut(rows, keys, part);
            if (cut == part.from()) {
                leaves.add(Arrays.stream(keys, part.from(), part.to())
                        .mapToInt(key -> (int) key)
                        .sorted()
                        .toArray());
            } else {
                left.push(new Part(cut, part.to()));
                left.push(new Part(part.from(), cut));
            }
        }
        return leaves;
    }

    /** Sorts a part by its rows' products with a direction, and finds where to cut it; its beginning where all are equal. */
    private int cut(UnitRows rows, long[] keys, Part part) {
        float[] direction = direction(rows, keys, part);
        int width = rows.width();
        for (int i = part.from(); i < part.to(); i++) {
            int token = (int) keys[i];
            float product = kernels.dot(rows.numbers(), rows.start(token), direction, 0, width);
            keys[i] = (long) sortable(product) << Integer.SIZE | token;
        }
        Arrays.sort(keys, part.from(), part.to());
        int middle = part.from() + part.size() / 2;
        int up = middle;
        while (up < part.to() && same(keys[up], keys[middle])) {
            up++;
        }
        int down = middle;
        while (down > part.from() && same(keys[down - 1], keys[middle])) {
            down--;
        }
        if (up == part.to()) {
            return down;
        }
        return down > part.from() && middle - down <= up - middle ? down : up;
    }

    private static boolean same(long key, long other) {
        return key >> Integer.SIZE == other >> Integer.SIZE;
    }

    /** Bits that are ordered as the numbers are. */
    private static int sortable(float number) {
        int bits = Float.floatToIntBits(number);
        return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
    }

    private float[] direction(UnitRows rows, long[] keys, Part part) {
        int one = farthest(rows, keys, part, (int) keys[part.from()]);
        int other = farthest(rows, keys, part, one);
        int width = rows.width();
        float[] direction = new float[width];
        for (int i = 0; i < width; i++) {
            direction[i] = rows.numbers()[rows.start(one) + i] - rows.numbers()[rows.start(other) + i];
        }
        return direction;
    }

    private int farthest(UnitRows rows, long[] keys, Part part, int from) {
        int best = from;
        float lowest = Float.POSITIVE_INFINITY;
        int looks = Math.min(LOOKED_AT, part.size());
        for (int i = 0; i < looks; i++) {
            int token = (int) keys[part.from() + (int) ((long) i * part.size() / looks)];
            float cosine = rows.cosine(token, from);
            if (cosine < lowest) {
                lowest = cosine;
                best = token;
            }
        }
        return best;
    }
}
