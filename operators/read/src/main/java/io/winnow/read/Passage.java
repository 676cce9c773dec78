package io.winnow.read;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Words of a batch on their way through the blocks of layers.
 *
 * @param past of their rows
 * @param words by row
 * @param length that the step is computed at
 * @param origins the row that each had in the first block
 * @param passed blocks that they have passed
 * @param states what the last of these made of the words, {@code [slots, lanes, length, width]}; behind the last block their logits, {@code [slots, lanes, length, words]}
 * @param share of its attention that each word gave to visual tokens in the last layer passed, {@code [slots, lanes, length]}; none behind the last block
 */
record Passage(
        Past past,
        Map<Integer, int[]> words,
        int length,
        Map<Integer, Integer> origins,
        int passed,
        Tensor states,
        Optional<Tensor> share) {

    /** What a row's words give of their attention to visual tokens in the last layer passed: ToDRE's first ratio. */
    double share(int row) {
        double[] given = new double[wordsOf(row).length];
        double[] all = new double[given.length];
        for (int word = 0; word < given.length; word++) {
            given[word] = share.orElseThrow().floats().get(row * length + word);
            all[word] = 1;
        }
        return DropRule.ratio(given, all);
    }

    /** Some of the rows, as a batch of their own. */
    Passage part(Collection<Integer> rows, ReaderShape shape, Arena arena) {
        if (rows.size() == words.size()) {
            return this;
        }
        Layout layout = Layout.of(past.contexts(rows).values(), past.tokens());
        Past apart = new Past(shape, arena, layout, past.tokens(), past.words(), past.seeing());
        Tensor moved = arena.take(ElementType.FLOAT32, layout.slots(), layout.lanes(), length, shape.width());
        Map<Integer, int[]> own = new LinkedHashMap<>();
        Map<Integer, Integer> from = new LinkedHashMap<>();
        int numbers = length * shape.width();
        for (int row : rows) {
            int to = apart.take(past, row, wordsOf(row).length);
            moved.floats().put(to * numbers, states.floats(), row * numbers, numbers);
            own.put(to, wordsOf(row));
            from.put(to, Objects.requireNonNull(origins.get(row)));
        }
        return new Passage(apart, own, length, from, passed, moved, Optional.empty());
    }

    private int[] wordsOf(int row) {
        return Objects.requireNonNull(words.get(row));
    }

    /** {@code [words]} logits for what follows a row's word at a position, behind the last block. */
    float[] logitsAfter(int row, int position) {
        return StepOutput.at(states, row, position);
    }
}
