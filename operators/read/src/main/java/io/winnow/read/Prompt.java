package io.winnow.read;

/**
 * A question that has been read, at the point where its answer begins.
 *
 * @param pending what waits for it
 * @param row in the batch that it was read in
 * @param first {@code [words]} logits of the answer's first word
 * @param attention where the question's words look
 */
record Prompt(Pending pending, int row, float[] first, Attention attention) {}
