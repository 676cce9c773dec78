package io.winnow.read;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Lines of words that are decoded together, each behind its context. What a step computes for its words is kept for the steps after it. */
final class StepBatch {
    private final ReaderGraphs graphs;
    private final Arena arena;
    private final Past past;
    private final int[] lastWord;

    private StepBatch(ReaderGraphs graphs, Arena arena, Past past) {
        this.graphs = graphs;
        this.arena = arena;
        this.past = past;
        this.lastWord = new int[past.rows()];
    }

    /**
     * Rows that have no words yet.
     *
     * @param prefixes one a row
     * @param words most that a row will be given
     */
    static StepBatch of(ReaderGraphs graphs, Arena arena, List<Prefix> prefixes, int words) {
        int most = Math.max(1, prefixes.stream().mapToInt(Prefix::tokens).max().orElse(0));
        Past past = new Past(graphs.shape(), arena, prefixes.size(), most, words);
        for (int row = 0; row < prefixes.size(); row++) {
            past.put(row, prefixes.get(row));
        }
        return new StepBatch(graphs, arena, past);
    }

    /**
     * Rows that go on from rows of this batch.
     *
     * @param parents which row each goes on from
     * @param words most that a row will be given beside those it has
     */
    StepBatch fork(int[] parents, int words) {
        int had = Arrays.stream(parents).map(past::words).max().orElse(0);
        Past copies = new Past(graphs.shape(), arena, parents.length, past.tokens(), had + words);
        StepBatch fork = new StepBatch(graphs, arena, copies);
        for (int row = 0; row < parents.length; row++) {
            copies.copy(row, past, parents[row]);
            fork.lastWord[row] = lastWord[parents[row]];
        }
        return fork;
    }

    /**
     * Adds words to rows.
     *
     * @param words {@code [rows][]} a row may get none; then its outputs mean nothing
     */
    StepOutput step(int[][] words) {
        ReaderShape shape = graphs.shape();
        int rows = past.rows();
        int length = Math.max(
                1, Arrays.stream(words).mapToInt(row -> row.length).max().orElse(0));
        Tensor ids = arena.take(ElementType.INT64, rows, length);
        Tensor previous = arena.take(ElementType.INT64, rows, length);
        Tensor positions = arena.take(ElementType.INT64, rows, length);
        for (int row = 0; row < rows; row++) {
            place(row, words[row], length, ids.longs(), previous.longs(), positions.longs());
        }
        Tensor keys = arena.take(ElementType.FLOAT32, shape.layers(), rows, shape.heads(), length, shape.headWidth());
        Tensor values = arena.take(ElementType.FLOAT32, keys.shape());
        StepOutput output = new StepOutput(
                arena.take(ElementType.FLOAT32, rows, length, shape.words()),
                arena.take(ElementType.FLOAT32, rows, length, past.tokens()));
        graphs.step()
                .run(
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
                        Map.of(
                                "logits",
                                output.logits(),
                                "keys",
                                keys,
                                "values",
                                values,
                                "attention",
                                output.attention()));
        for (int row = 0; row < rows; row++) {
            if (words[row].length > 0) {
                past.append(row, words[row].length, length, keys, values);
                lastWord[row] = words[row][words[row].length - 1];
            }
        }
        return output;
    }

    private void place(int row, int[] words, int length, LongBuffer ids, LongBuffer previous, LongBuffer positions) {
        int before = lastWord[row];
        for (int i = 0; i < length; i++) {
            int word = i < words.length ? words[i] : 0;
            ids.put(row * length + i, word);
            previous.put(row * length + i, before);
            positions.put(row * length + i, past.words(row) + i);
            before = word;
        }
    }
}
