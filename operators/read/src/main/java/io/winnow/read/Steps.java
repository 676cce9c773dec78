package io.winnow.read;

import io.winnow.model.Graph;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/** Adds words to the rows of a batch; what is computed for them is kept for the words after them. */
final class Steps {
    private final ReaderShape shape;
    private final Graph step;

    Steps(ReaderGraphs graphs) {
        this.shape = graphs.shape();
        this.step = graphs.step();
    }

    /**
     * Adds words.
     *
     * @param words {@code [rows][]} a row may get none; then its outputs mean nothing
     * @param arena that holds the outputs
     */
    StepOutput step(Past past, int[][] words, Arena arena) {
        int rows = past.rows();
        int length = Math.max(
                1, Arrays.stream(words).mapToInt(row -> row.length).max().orElse(0));
        Tensor ids = arena.take(ElementType.INT64, rows, length);
        Tensor previous = arena.take(ElementType.INT64, rows, length);
        Tensor positions = arena.take(ElementType.INT64, rows, length);
        for (int row = 0; row < rows; row++) {
            place(past, row, words[row], length, ids.longs(), previous.longs(), positions.longs());
        }
        Tensor keys = arena.take(ElementType.FLOAT32, shape.layers(), rows, shape.heads(), length, shape.headWidth());
        Tensor values = arena.take(ElementType.FLOAT32, keys.shape());
        StepOutput output = new StepOutput(
                arena.take(ElementType.FLOAT32, rows, length, shape.words()),
                arena.take(ElementType.FLOAT32, rows, length, past.tokens()));
        step.run(
                Map.of(
                        "words", ids,
                        "previous", previous,
                        "positions", positions,
                        "ground", past.ground(),
                        "place", past.place(),
                        "visual_mask", past.visualMask(),
                        "past_keys", past.keys(),
                        "past_values", past.values(),
                        "past_mask", past.mask()),
                Map.of("logits", output.logits(), "keys", keys, "values", values, "attention", output.attention()));
        for (int row = 0; row < rows; row++) {
            if (words[row].length > 0) {
                past.append(row, words[row], length, keys, values);
            }
        }
        return output;
    }

    private static void place(
            Past past, int row, int[] words, int length, LongBuffer ids, LongBuffer previous, LongBuffer positions) {
        int before = past.lastWord(row);
        for (int i = 0; i < length; i++) {
            int word = i < words.length ? words[i] : 0;
            ids.put(row * length + i, word);
            previous.put(row * length + i, before);
            positions.put(row * length + i, past.words(row) + i);
            before = word;
        }
    }
}
