package io.winnow.records;

import java.util.Arrays;

/**
 * The ordinals of one epoch that have been seen, as ranges without overlap in ascending order: {@code bounds[2i]} inclusive to {@code bounds[2i + 1]} exclusive. A stream in order is a
 * single range however long it is. Where there are more than {@value #RANGES} ranges the lowest are forgotten, so any pattern among the last 1,024 ordinals is remembered exactly.
 */
final class OrdinalRanges {
    /** Ranges kept: as many as 1,024 ordinals of which every other one is missing. */
    static final int RANGES = 512;

    private long[] bounds;
    private int size;

    OrdinalRanges() {
        this(new long[0]);
    }

    OrdinalRanges(long[] bounds) {
        if (bounds.length % 2 != 0 || bounds.length > 2 * RANGES) {
            throw new IllegalArgumentException(bounds.length + " bounds of ranges of ordinals");
        }
        for (int i = 1; i < bounds.length; i++) {
            if (bounds[i] <= bounds[i - 1]) {
                throw new IllegalArgumentException("ranges of ordinals are out of order: " + Arrays.toString(bounds));
            }
        }
        this.bounds = bounds.clone();
        this.size = bounds.length;
    }

    long[] bounds() {
        return Arrays.copyOf(bounds, size);
    }

    /** Whether it was not seen before. */
    boolean add(long ordinal) {
        int at = boundsUpTo(ordinal);
        if (at % 2 == 1) {
            return false;
        }
        boolean joinsLeft = at > 0 && bounds[at - 1] == ordinal;
        boolean joinsRight = at < size && bounds[at] == ordinal + 1;
        if (joinsLeft && joinsRight) {
            System.arraycopy(bounds, at + 1, bounds, at - 1, size - at - 1);
            size -= 2;
        } else if (joinsLeft) {
            bounds[at - 1]++;
        } else if (joinsRight) {
            bounds[at]--;
        } else {
            insert(at, ordinal);
        }
        return true;
    }

    private void insert(int at, long ordinal) {
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, Math.max(4, 2 * size));
        }
        System.arraycopy(bounds, at, bounds, at + 2, size - at);
        bounds[at] = ordinal;
        bounds[at + 1] = ordinal + 1;
        size += 2;
        if (size > 2 * RANGES) {
            size -= 2;
            System.arraycopy(bounds, 2, bounds, 0, size);
        }
    }

    /** How many bounds are at most the ordinal: odd inside a range, even between two. */
    private int boundsUpTo(long ordinal) {
        int found = Arrays.binarySearch(bounds, 0, size, ordinal);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
