package io.winnow.read;

import java.util.ArrayList;
import java.util.List;

/** Reads questions behind their contexts. Those that name alternatives are answered at once; the others get their first word and join what is written. For one thread. */
final class Reading {
    private final ReaderGraphs graphs;
    private final Prefill prefill;
    private final Prompter prompter;
    private final Steps steps;
    private final Scoring scoring;
    private final Arena arena = new Arena();

    Reading(ReaderGraphs graphs, Prefill prefill, Prompter prompter, Steps steps, Scoring scoring) {
        this.graphs = graphs;
        this.prefill = prefill;
        this.prompter = prompter;
        this.steps = steps;
        this.scoring = scoring;
    }

    /**
     * Reads questions together.
     *
     * @param running what is written, of contexts of similar length
     * @throws RuntimeException where the engine failed; then those that are not over have changed nothing
     */
    void read(List<Pending> asked, Running running) {
        arena.reset();
        List<Prefix> prefixes = prefill.prefixes(
                asked.stream().map(pending -> pending.ask().request().context()).toList(), arena);
        int[][] words = asked.stream().map(pending -> pending.ask().prompt()).toArray(int[][]::new);
        int tokens =
                Math.max(1, prefixes.stream().mapToInt(Prefix::tokens).max().orElse(0));
        int longest = asked.stream()
                .mapToInt(pending -> pending.ask().prompt().length)
                .max()
                .orElse(0);
        Past past = new Past(graphs.shape(), arena, asked.size(), tokens, longest);
        for (int row = 0; row < asked.size(); row++) {
            past.put(row, prefixes.get(row));
        }
        StepOutput output = steps.step(past, words, arena);
        List<Prompt> scored = new ArrayList<>();
        List<Prompt> written = new ArrayList<>();
        for (int row = 0; row < asked.size(); row++) {
            Prompt prompt = prompt(asked.get(row), row, output);
            (prompt.pending().ask().choices().isEmpty() ? written : scored).add(prompt);
        }
        scoring.answer(scored, past);
        begin(written, past, running);
    }

    private static Prompt prompt(Pending pending, int row, StepOutput output) {
        int length = pending.ask().prompt().length;
        Attention attention = new Attention(pending.ask().request().context());
        for (int word = 1; word < length - 1; word++) {
            attention.add(output.attentionOf(row, word));
        }
        return new Prompt(pending, row, output.logitsAfter(row, length - 1), attention);
    }

    private void begin(List<Prompt> prompts, Past past, Running running) {
        List<Draft> drafts = new ArrayList<>();
        for (Prompt prompt : prompts) {
            drafts.add(new Draft(prompt.pending(), prompt.attention(), graphs.manifest(), prompter));
        }
        if (drafts.isEmpty()) {
            return;
        }
        running.reserve(drafts);
        for (int i = 0; i < drafts.size(); i++) {
            drafts.get(i).next(prompts.get(i).first());
            if (drafts.get(i).open()) {
                running.join(drafts.get(i), past, prompts.get(i).row());
            }
        }
    }
}
