package io.winnow.prune;

import io.winnow.prune.select.UnitRows;
import io.winnow.records.Halves;
import io.winnow.records.Tokens;
import java.util.List;

/** The tokens of several records of one kind, counted through. */
sealed interface Payload {

    int count();

    /** Makes room for so many rows of tokens of this kind. */
    void prepare(UnitRows rows, int count);

    /** Sets a row to a token's vector, at unit length. */
    void fill(UnitRows rows, int row, int token);

    /** These tokens alone, in this order. */
    Tokens keep(int[] tokens);

    /**
     * Joins them.
     *
     * @param parts all ids or all vectors, of one width
     */
    static Payload of(List<? extends Tokens> parts, Codebook codebook) {
        int count = parts.stream().mapToInt(Tokens::count).sum();
        return parts.get(0) instanceof Tokens.Ids first
                ? IdPayload.join(parts, count, first.bits(), codebook)
                : VectorPayload.join(parts, count, ((Tokens.Vectors) parts.get(0)).width());
    }

    /** Ids of the reader's codebook. */
    record IdPayload(int[] ids, int bits, Codebook codebook) implements Payload {
        private static IdPayload join(List<? extends Tokens> parts, int count, int bits, Codebook codebook) {
            int[] ids = new int[count];
            int at = 0;
            for (Tokens part : parts) {
                int[] own = ((Tokens.Ids) part).unpack();
                System.arraycopy(own, 0, ids, at, own.length);
                at += own.length;
            }
            return new IdPayload(ids, bits, codebook);
        }

        @Override
        public int count() {
            return ids.length;
        }

        /** Rows of the codebook: an hour's tokens take no room of their own. */
        @Override
        public void prepare(UnitRows rows, int count) {
            rows.refer(count, codebook.rows());
        }

        @Override
        public void fill(UnitRows rows, int row, int token) {
            rows.refer(row, ids[token]);
        }

        @Override
        public Tokens keep(int[] tokens) {
            int[] kept = new int[tokens.length];
            for (int i = 0; i < tokens.length; i++) {
                kept[i] = ids[tokens[i]];
            }
            return Tokens.Ids.pack(kept, bits);
        }
    }

    /** Vectors, as halves and as floats. */
    record VectorPayload(byte[] halves, float[] numbers, int width) implements Payload {
        private static VectorPayload join(List<? extends Tokens> parts, int count, int width) {
            byte[] halves = new byte[2 * count * width];
            int at = 0;
            for (Tokens part : parts) {
                byte[] own = ((Tokens.Vectors) part).halves();
                System.arraycopy(own, 0, halves, at, own.length);
                at += own.length;
            }
            return new VectorPayload(halves, Halves.unpack(halves), width);
        }

        @Override
        public int count() {
            return numbers.length / width;
        }

        @Override
        public void prepare(UnitRows rows, int count) {
            rows.resize(count, width);
        }

        @Override
        public void fill(UnitRows rows, int row, int token) {
            rows.set(row, numbers, token * width);
        }

        @Override
        public Tokens keep(int[] tokens) {
            int bytes = 2 * width;
            byte[] kept = new byte[tokens.length * bytes];
            for (int i = 0; i < tokens.length; i++) {
                System.arraycopy(halves, tokens[i] * bytes, kept, i * bytes, bytes);
            }
            return new Tokens.Vectors(tokens.length, width, kept);
        }
    }
}
