package io.winnow.tokenize;

/**
 * What an image encoder makes of one frame.
 *
 * @param rows of its grid
 * @param columns of its grid
 * @param ids {@code [rows * columns]}, row-major; empty where only vectors are wanted
 * @param vectors {@code [rows * columns, width]}; empty where only ids are wanted
 * @param micros its share of the work
 */
public record EncodedFrame(int rows, int columns, int[] ids, float[] vectors, long micros) {

    public int cells() {
        return rows * columns;
    }
}
