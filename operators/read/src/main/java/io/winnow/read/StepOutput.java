package io.winnow.read;

import io.winnow.model.Tensor;

/**
 * What a step gave for its words.
 *
 * @param logits {@code [slots, lanes, length, words]}
 * @param attention {@code [slots, lanes, length, tokens]} of each word over the visual tokens, in the grounding layer
 */
record StepOutput(Tensor logits, Tensor attention) {

    /** Logits for what follows a row's word at a position. */
    float[] logitsAfter(int row, int position) {
        return at(logits, row, position);
    }

    /** Where a row's word at a position looks. */
    float[] attentionOf(int row, int position) {
        return at(attention, row, position);
    }

    /** The numbers of a row's word in {@code [slots, lanes, length, numbers]}. */
    static float[] at(Tensor tensor, int row, int position) {
        int length = Math.toIntExact(tensor.shape()[2]);
        float[] numbers = new float[Math.toIntExact(tensor.shape()[3])];
        tensor.floats().get((row * length + position) * numbers.length, numbers);
        return numbers;
    }
}
