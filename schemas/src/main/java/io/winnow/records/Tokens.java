package io.winnow.records;

import java.util.Arrays;
import java.util.Objects;

/** Visual tokens, as ids of a shared codebook or as vectors. */
public sealed interface Tokens {

    /** How many tokens there are. */
    int count();

    /** What they take on the wire. */
    int bytes();

    /** So many of them, from the first on; all where there are fewer. */
    Tokens first(int tokens);

    /** Those from one on, up to another that is left out. */
    Tokens part(int from, int to);

    /** Those at some places, in the order of these. */
    Tokens only(int[] places);

    /**
     * Ids of a codebook, packed at its bit width, least significant bit first.
     *
     * @param count number of ids
     * @param bits width of one id
     * @param packed {@code ceil(count * bits / 8)} bytes
     */
    record Ids(int count, int bits, byte[] packed) implements Tokens {
        public Ids {
            if (count < 0 || bits < 1 || bits > 31) {
                throw new IllegalArgumentException(count + " ids of " + bits + " bits");
            }
            if (packed.length != (int) (((long) count * bits + 7) / 8)) {
                throw new IllegalArgumentException(
                        count + " ids of " + bits + " bits do not fill " + packed.length + " bytes");
            }
        }

        /** Packs ids, each in {@code [0, 2^bits)}. */
        public static Ids pack(int[] ids, int bits) {
            byte[] packed = new byte[(int) (((long) ids.length * bits + 7) / 8)];
            long waiting = 0;
            int waitingBits = 0;
            int at = 0;
            for (int i = 0; i < ids.length; i++) {
                if (ids[i] < 0 || ids[i] >>> bits != 0) {
                    throw new IllegalArgumentException(
                            "id " + ids[i] + " at " + i + " does not fit in " + bits + " bits");
                }
                waiting |= (long) ids[i] << waitingBits;
                waitingBits += bits;
                for (; waitingBits >= 8; waitingBits -= 8) {
                    packed[at++] = (byte) waiting;
                    waiting >>>= 8;
                }
            }
            if (waitingBits > 0) {
                packed[at] = (byte) waiting;
            }
            return new Ids(ids.length, bits, packed);
        }

        public int[] unpack() {
            int[] ids = new int[count];
            int mask = (1 << bits) - 1;
            long waiting = 0;
            int waitingBits = 0;
            int at = 0;
            for (int i = 0; i < count; i++) {
                for (; waitingBits < bits; waitingBits += 8) {
                    waiting |= (packed[at++] & 0xffL) << waitingBits;
                }
                ids[i] = (int) waiting & mask;
                waiting >>>= bits;
                waitingBits -= bits;
            }
            return ids;
        }

        @Override
        public int bytes() {
            return packed.length;
        }

        @Override
        public Ids first(int tokens) {
            return part(0, Math.min(tokens, count));
        }

        @Override
        public Ids part(int from, int to) {
            return from == 0 && to == count ? this : pack(Arrays.copyOfRange(unpack(), from, to), bits);
        }

        @Override
        public Ids only(int[] places) {
            int[] ids = unpack();
            return pack(Arrays.stream(places).map(place -> ids[place]).toArray(), bits);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Ids that
                    && count == that.count
                    && bits == that.bits
                    && Arrays.equals(packed, that.packed);
        }

        @Override
        public int hashCode() {
            return Objects.hash(count, bits, Arrays.hashCode(packed));
        }
    }

    /**
     * Vectors in half precision.
     *
     * @param count number of vectors
     * @param width numbers in one
     * @param halves {@code [count, width]} IEEE binary16, little endian
     */
    record Vectors(int count, int width, byte[] halves) implements Tokens {
        public Vectors {
            if (count < 0 || width < 1 || halves.length != 2L * count * width) {
                throw new IllegalArgumentException(
                        count + " vectors of " + width + " do not fill " + halves.length + " bytes");
            }
        }

        @Override
        public int bytes() {
            return halves.length;
        }

        @Override
        public Vectors first(int tokens) {
            return part(0, Math.min(tokens, count));
        }

        @Override
        public Vectors part(int from, int to) {
            int bytes = 2 * width;
            return from == 0 && to == count
                    ? this
                    : new Vectors(to - from, width, Arrays.copyOfRange(halves, from * bytes, to * bytes));
        }

        @Override
        public Vectors only(int[] places) {
            int bytes = 2 * width;
            byte[] some = new byte[places.length * bytes];
            for (int i = 0; i < places.length; i++) {
                System.arraycopy(halves, places[i] * bytes, some, i * bytes, bytes);
            }
            return new Vectors(places.length, width, some);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Vectors that
                    && count == that.count
                    && width == that.width
                    && Arrays.equals(halves, that.halves);
        }

        @Override
        public int hashCode() {
            return Objects.hash(count, width, Arrays.hashCode(halves));
        }
    }
}
