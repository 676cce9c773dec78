package io.winnow.tokenize;

/**
 * What an image encoder makes of one frame. Tokens that stand for no cells are a row.
 *
 * @param rows of its grid
 * @param columns of its grid
 * @param ids {@code [tokens]}, in the order of their cells; empty where only vectors are wanted
 * @param vectors {@code [tokens, width]}, likewise; empty where only ids are wanted
 * @param kept {@code [tokens]}: the cell or slot of each, row-major, ascending; empty where every one has a token
 * @param micros its share of the work
 */
public record EncodedFrame(int rows, int columns, int[] ids, float[] vectors, int[] kept, long micros) {

    public int cells() {
        return rows * columns;
    }

    /** How many tokens it has. */
    public int tokens() {
        return kept.length == 0 ? cells() : kept.length;
    }
}
