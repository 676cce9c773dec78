package io.winnow.bench.decode;

import java.util.zip.CRC32;

/**
 * What one way to decode made of a clip.
 *
 * @param count of pictures
 * @param seconds from the first picture's arrival to the last's, so that neither way's start is in it
 * @param sum over all bytes where it was asked for, else 0
 */
record Pictures(int count, double seconds, long sum) {
    static final int EDGE = 224;
    static final int BYTES = 3 * EDGE * EDGE;

    /** Pictures that are copied side by side, as before they are tokenized. */
    static final int BATCH = 8;

    /** Counts pictures and time. */
    static final class Meter {
        private final CRC32 sum = new CRC32();
        private int count;
        private long first;
        private long last;

        void arrived() {
            last = System.nanoTime();
            first = count == 0 ? last : first;
            count++;
        }

        CRC32 sum() {
            return sum;
        }

        Pictures pictures() {
            return new Pictures(count, (last - first) / 1e9, sum.getValue());
        }
    }
}
