package io.winnow.read;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Answers that are written together, each by a word a step. Others join between two steps and leave when they are complete: what is free is taken by the next that joins, and only when there
 * is too little room, or too much is free, are all moved. For one thread.
 */
final class Running {
    /** What is free may cost a step a share of this of what is used: in all that is about as much as moving them. */
    private static final double SPARE = 1 / 3.0;

    private final ReaderShape shape;
    private final Steps steps;
    private final int seeing;
    private final Arena outputs = new Arena();
    private final Map<Integer, Draft> drafts = new TreeMap<>();
    private Arena held = new Arena();
    private Arena spare = new Arena();
    private Past past;

    /** @param seeing blocks of layers in which these answers see visual tokens */
    Running(ReaderShape shape, Steps steps, int seeing) {
        this.shape = shape;
        this.steps = steps;
        this.seeing = seeing;
        this.past = new Past(shape, held, new Layout(0, 1), 1, 0, seeing);
    }

    Collection<Draft> drafts() {
        return drafts.values();
    }

    int seeing() {
        return seeing;
    }

    boolean isEmpty() {
        return drafts.isEmpty();
    }

    /** Visual tokens and words that a step computes on. */
    long computedTokens() {
        return past.extent();
    }

    /** Makes room for answers that will join. */
    void reserve(List<Draft> joining) {
        resize(Stream.concat(drafts.values().stream(), joining.stream()).toList());
    }

    private void resize(List<Draft> all) {
        int tokens = Math.max(1, all.stream().mapToInt(Draft::tokens).max().orElse(0));
        int words = all.stream().mapToInt(Draft::mostWords).max().orElse(0);
        Map<ReadContext.Key, Integer> counts = ReadContext.counts(all.stream().map(Draft::context));
        Layout layout = Layout.of(counts.values(), tokens);
        boolean fits = tokens <= past.tokens() && words <= past.words() && past.holds(counts);
        boolean wastes = past.layout().cost(tokens) > (1 + SPARE) * layout.cost(tokens) || past.tokens() > 2 * tokens;
        if (!fits || wastes) {
            move(layout, tokens, words);
        }
    }

    private void move(Layout layout, int tokens, int words) {
        spare.reset();
        Past next = new Past(shape, spare, layout, tokens, words, seeing);
        Map<Integer, Draft> all = new TreeMap<>(drafts);
        drafts.clear();
        all.forEach((row, draft) -> drafts.put(next.take(past, row, 0), draft));
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
        drafts.put(past.take(from, parent, 0), draft);
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
        Map<Integer, int[]> words = new TreeMap<>();
        drafts.forEach((row, draft) -> words.put(row, draft.lastWord()));
        StepOutput output = steps.step(past, words, outputs);
        for (Map.Entry<Integer, Draft> each : drafts.entrySet()) {
            each.getValue().step(output.attentionOf(each.getKey(), 0), output.logitsAfter(each.getKey(), 0));
        }
        leave();
    }

    private void leave() {
        for (Integer row : List.copyOf(drafts.keySet())) {
            if (!Objects.requireNonNull(drafts.get(row)).open()) {
                drafts.remove(row);
                past.leave(row);
            }
        }
        if (!drafts.isEmpty()) {
            resize(List.copyOf(drafts.values()));
        }
    }

    /** Gives all answers up; whoever called has them. */
    List<Draft> drop() {
        List<Draft> all = List.copyOf(drafts.values());
        drafts.keySet().forEach(past::leave);
        drafts.clear();
        return all;
    }
}
