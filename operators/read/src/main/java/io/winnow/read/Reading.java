package io.winnow.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * @return visual tokens and words that the step was computed on
     * @throws RuntimeException where the engine failed; then those that are not over have changed nothing
     */
    long read(List<Pending> asked, Running running) {
        arena.reset();
        List<ReadContext> contexts =
                asked.stream().map(pending -> pending.ask().request().context()).toList();
        List<Prefix> prefixes = prefill.prefixes(contexts, arena);
        int tokens =
                Math.max(1, prefixes.stream().mapToInt(Prefix::tokens).max().orElse(0));
        int longest = asked.stream()
                .mapToInt(pending -> pending.ask().prompt().length)
                .max()
                .orElse(0);
        Layout layout = Layout.of(ReadContext.counts(contexts.stream()).values(), tokens);
        Past past = new Past(graphs.shape(), arena, layout, tokens, longest);
        Map<Integer, Pending> rows = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            rows.put(past.take(contexts.get(i).key(), prefixes.get(i)), asked.get(i));
        }
        Map<Integer, int[]> words = new HashMap<>();
        rows.forEach((row, pending) -> words.put(row, pending.ask().prompt()));
        StepOutput output = steps.step(past, words, arena);
        List<Prompt> scored = new ArrayList<>();
        List<Prompt> written = new ArrayList<>();
        rows.forEach((row, pending) ->
                (pending.ask().choices().isEmpty() ? written : scored).add(prompt(pending, row, output)));
        scoring.answer(scored, past);
        begin(written, past, running);
        return past.extent();
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
