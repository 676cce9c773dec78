package io.winnow.read;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Answers that are written together, each by a word a step. Others join between two steps and leave when they are complete: a row that is free is taken by the next that joins, and only when there
 * are too few rows, or too many free ones, are all moved. For one thread.
 */
final class Running {
    private static final int[] NO_WORDS = {};

    /** One free row for so many used ones: a step on it costs about as much in all as moving them. */
    private static final int SPARE = 3;

    private final ReaderShape shape;
    private final Steps steps;
    private final Arena outputs = new Arena();
    private final Map<Integer, Draft> drafts = new TreeMap<>();
    private Arena held = new Arena();
    private Arena spare = new Arena();
    private Past past;

    Running(ReaderShape shape, Steps steps) {
        this.shape = shape;
        this.steps = steps;
        this.past = new Past(shape, held, 0, 1, 0);
    }

    Collection<Draft> drafts() {
        return drafts.values();
    }

    boolean isEmpty() {
        return drafts.isEmpty();
    }

    /** Rows and what each has room for: what a step computes on. */
    long computedTokens() {
        return (long) past.rows() * (past.tokens() + past.words());
    }

    /** Makes room for answers that will join. */
    void reserve(List<Draft> joining) {
        resize(Stream.concat(drafts.values().stream(), joining.stream()).toList());
    }

    private void resize(List<Draft> all) {
        int tokens = Math.max(1, all.stream().mapToInt(Draft::tokens).max().orElse(0));
        int words = all.stream().mapToInt(Draft::mostWords).max().orElse(0);
        boolean fits = all.size() <= past.rows() && tokens <= past.tokens() && words <= past.words();
        boolean wastes = past.rows() > all.size() + all.size() / SPARE || past.tokens() > 2 * tokens;
        if (!fits || wastes) {
            move(all.size(), tokens, words);
        }
    }

    private void move(int rows, int tokens, int words) {
        spare.reset();
        Past next = new Past(shape, spare, rows, tokens, words);
        Map<Integer, Draft> all = new TreeMap<>(drafts);
        drafts.clear();
        all.forEach((row, draft) -> {
            next.copy(drafts.size(), past, row);
            drafts.put(drafts.size(), draft);
        });
        Arena before = held;
        held = spare;
        spare = before;
        past = next;
    }

    /**
     * Takes an answer up, in room that was reserved.
     *
     * @param from batch in which its question was read
     * @param parent row there
     */
    void join(Draft draft, Past from, int parent) {
        int row = 0;
        while (drafts.containsKey(row)) {
            row++;
        }
        past.copy(row, from, parent);
        drafts.put(row, draft);
    }

    /**
     * Writes a word of each answer.
     *
     * @throws RuntimeException where the engine failed; then no answer has changed
     */
    void step() {
        leave();
        if (drafts.isEmpty()) {
            return;
        }
        outputs.reset();
        int[][] words = new int[past.rows()][];
        for (int row = 0; row < words.length; row++) {
            Draft draft = drafts.get(row);
            words[row] = draft == null ? NO_WORDS : draft.lastWord();
        }
        StepOutput output = steps.step(past, words, outputs);
        for (Map.Entry<Integer, Draft> each : drafts.entrySet()) {
            each.getValue().step(output.attentionOf(each.getKey(), 0), output.logitsAfter(each.getKey(), 0));
        }
        leave();
    }

    private void leave() {
        drafts.values().removeIf(draft -> !draft.open());
        if (!drafts.isEmpty()) {
            resize(List.copyOf(drafts.values()));
        }
    }

    /** Gives all answers up; whoever called has them. */
    List<Draft> drop() {
        List<Draft> all = List.copyOf(drafts.values());
        drafts.clear();
        return all;
    }
}
