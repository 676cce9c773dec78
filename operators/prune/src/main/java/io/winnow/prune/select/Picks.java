package io.winnow.prune.select;

import java.util.Arrays;

/** Rows that count as picked, in the order of the picks. */
final class Picks {
    private int[] list;
    private int count;

    Picks() {
        this(new int[0], 0);
    }

    private Picks(int[] list, int count) {
        this.list = list;
        this.count = count;
    }

    /** With the same picks, and none that one of them gets later. */
    Picks copy() {
        return new Picks(Arrays.copyOf(list, count), count);
    }

    void clear() {
        count = 0;
    }

    void add(int row) {
        if (count == list.length) {
            list = Arrays.copyOf(list, Math.max(16, 2 * count));
        }
        list[count++] = row;
    }

    int count() {
        return count;
    }

    int row(int at) {
        return list[at];
    }
}
