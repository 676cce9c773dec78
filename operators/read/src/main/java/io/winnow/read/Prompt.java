package io.winnow.read;

/**
 * A question that has been read, at the point where its answer begins.
 *
 * @param pending what waits for it
 * @param past of the batch that it was read in
 * @param row in that batch
 * @param first {@code [words]} logits of the answer's first word
 * @param attention where the question's words look
 */
record Prompt(Pending pending, Past past, int row, float[] first, Attention attention) {

    /** Which layers see the context of the question. */
    ReadResult.Sight sight() {
        return past.sight();
    }
}
