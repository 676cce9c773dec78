package io.winnow.read;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Adds words to the rows of a batch; what is computed for them is kept for the words after them. */
final class Steps {
    private static final int[] NO_WORDS = {};

    private final ReaderShape shape;
    private final ReaderGraphs graphs;

    Steps(ReaderGraphs graphs) {
        this.shape = graphs.shape();
        this.graphs = graphs;
    }

    /**
     * Adds words.
     *
     * @param words by row; a row may get none, and then its outputs mean nothing
     * @param arena that holds the outputs
     */
    StepOutput step(Past past, Map<Integer, int[]> words, Arena arena) {
        Beginning beginning = begin(past, words, arena);
        Passage passage = beginning.passage();
        while (passage.passed() < shape.blocks().size()) {
            passage = next(passage, arena);
        }
        end(passage);
        return new StepOutput(passage.states(), beginning.attention());
    }

    /**
     * Words that have passed the first block.
     *
     * @param attention {@code [slots, lanes, length, tokens]} of each word over the visual tokens, in the grounding layer
     */
    record Beginning(Passage passage, Tensor attention) {}

    /** Sends words through the first block. */
    Beginning begin(Past past, Map<Integer, int[]> words, Arena arena) {
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
        Tensor attention = arena.take(ElementType.FLOAT32, slots, lanes, length, past.tokens());
        Map<String, Tensor> inputs = new HashMap<>(Map.of(
                "words",
                ids,
                "previous",
                previous,
                "positions",
                positions,
                "ground",
                past.ground(),
                "place",
                past.place()));
        Map<Integer, Integer> origins = new LinkedHashMap<>();
        words.keySet().forEach(row -> origins.put(row, row));
        Passage passage = pass(
                new Passage(past, words, length, origins, 0, ids, Optional.empty()),
                inputs,
                Map.of("attention", attention),
                arena);
        return new Beginning(passage, attention);
    }

    /** Sends words through the next block. */
    Passage next(Passage passage, Arena arena) {
        return pass(passage, Map.of("hidden", passage.states()), Map.of(), arena);
    }

    private Passage pass(Passage passage, Map<String, Tensor> given, Map<String, Tensor> wanted, Arena arena) {
        Past past = passage.past();
        int block = passage.passed();
        boolean isLast = block + 1 == shape.blocks().size();
        int slots = past.layout().slots();
        int lanes = past.layout().lanes();
        int length = passage.length();
        BlockPast behind = past.block(block);
        Map<String, Tensor> inputs = new HashMap<>(given);
        inputs.put("visual_mask", past.visualMask(block));
        inputs.put("visual_keys", behind.visualKeys());
        inputs.put("visual_values", behind.visualValues());
        inputs.put("past_keys", behind.keys());
        inputs.put("past_values", behind.values());
        inputs.put("past_mask", past.mask());
        Tensor keys = arena.take(
                ElementType.FLOAT32, shape.blocks().get(block), slots, shape.heads(), lanes, length, shape.headWidth());
        Tensor values = arena.take(ElementType.FLOAT32, keys.shape());
        Tensor states = arena.take(ElementType.FLOAT32, slots, lanes, length, isLast ? shape.words() : shape.width());
        Map<String, Tensor> outputs = new HashMap<>(wanted);
        outputs.put("keys", keys);
        outputs.put("values", values);
        outputs.put(isLast ? "logits" : "next_hidden", states);
        Optional<Tensor> share =
                isLast ? Optional.empty() : Optional.of(arena.take(ElementType.FLOAT32, slots, lanes, length));
        share.ifPresent(tensor -> outputs.put("share", tensor));
        graphs.blocks().get(block).step().run(inputs, outputs);
        passage.words()
                .forEach((row, added) -> behind.append(row, past.words(row), added.length, length, keys, values));
        return new Passage(past, passage.words(), length, passage.origins(), block + 1, states, share);
    }

    /** Counts words that have passed all blocks as their rows' own. */
    void end(Passage passage) {
        passage.words().forEach(passage.past()::add);
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
