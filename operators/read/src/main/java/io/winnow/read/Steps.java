package io.winnow.read;

import io.winnow.model.Graph;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.LongBuffer;
import java.util.Map;

/** Adds words to the rows of a batch; what is computed for them is kept for the words after them. */
final class Steps {
    private static final int[] NO_WORDS = {};

    private final ReaderShape shape;
    private final Graph step;

    Steps(ReaderGraphs graphs) {
        this.shape = graphs.shape();
        this.step = graphs.step();
    }

    /**
     * Adds words.
     *
     * @param words by row; a row may get none, and then its outputs mean nothing
     * @param arena that holds the outputs
     */
    StepOutput step(Past past, Map<Integer, int[]> words, Arena arena) {
        int slots = past.layout().slots();
        int lanes = past.layout().lanes();
        int length = words.values().stream().mapToInt(row -> row.length).max().orElse(1);
        Tensor ids = arena.take(ElementType.INT64, slots, lanes, length);
        Tensor previous = arena.take(ElementType.INT64, slots, lanes, length);
        Tensor positions = arena.take(ElementType.INT64, slots, lanes, length);
        for (int row = 0; row < slots * lanes; row++) {
            int[] mine = words.getOrDefault(row, NO_WORDS);
            place(past, row, mine, length, ids.longs(), previous.longs(), positions.longs());
        }
        Tensor keys =
                arena.take(ElementType.FLOAT32, shape.layers(), slots, shape.heads(), lanes, length, shape.headWidth());
        Tensor values = arena.take(ElementType.FLOAT32, keys.shape());
        StepOutput output = new StepOutput(
                arena.take(ElementType.FLOAT32, slots, lanes, length, shape.words()),
                arena.take(ElementType.FLOAT32, slots, lanes, length, past.tokens()));
        step.run(
                Map.ofEntries(
                        Map.entry("words", ids),
                        Map.entry("previous", previous),
                        Map.entry("positions", positions),
                        Map.entry("ground", past.ground()),
                        Map.entry("place", past.place()),
                        Map.entry("visual_mask", past.visualMask()),
                        Map.entry("visual_keys", past.visualKeys()),
                        Map.entry("visual_values", past.visualValues()),
                        Map.entry("past_keys", past.keys()),
                        Map.entry("past_values", past.values()),
                        Map.entry("past_mask", past.mask())),
                Map.of("logits", output.logits(), "keys", keys, "values", values, "attention", output.attention()));
        words.forEach((row, added) -> past.append(row, added, length, keys, values));
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
