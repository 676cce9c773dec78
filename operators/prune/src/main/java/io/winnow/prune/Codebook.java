package io.winnow.prune;

import io.winnow.prune.select.UnitRows;

/**
 * What the ids that a reader reads stand for.
 *
 * @param features name of the space, as manifests give it
 * @param rows {@code [size, width]} the codes at unit length
 */
public record Codebook(String features, UnitRows rows) {

    /** Of no reader, for those who look at no token. */
    public static Codebook none() {
        return new Codebook("", new UnitRows());
    }

    /**
     * From codes of any length.
     *
     * @param vectors {@code [size, width]} row-major
     */
    public static Codebook of(String features, int width, float[] vectors) {
        UnitRows rows = new UnitRows();
        rows.resize(vectors.length / width, width);
        for (int row = 0; row < rows.count(); row++) {
            rows.set(row, vectors, row * width);
        }
        return new Codebook(features, rows);
    }

    public int size() {
        return rows.count();
    }

    public int width() {
        return rows.width();
    }
}
