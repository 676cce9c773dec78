package io.winnow.read;

/**
 * The visual tokens of a context, in time order, then row-major.
 *
 * @param count of tokens
 * @param ids {@code [count]} of the reader's codebook; empty where vectors are given
 * @param vectors {@code [count, width]}; empty where ids are given
 * @param place {@code [count, 6]}: x, y, size of the cell (each a share of the picture), t (a share of the context), seconds from the context's start, change from the frame before (0..2)
 * @param frames {@code [count]} which frame of the context each stands in
 */
record VisualTokens(int count, int[] ids, float[] vectors, float[] place, int[] frames) {
    /** Numbers that place a token. */
    static final int PLACE = 6;

    static final VisualTokens NONE = new VisualTokens(0, new int[0], new float[0], new float[0], new int[0]);
}
