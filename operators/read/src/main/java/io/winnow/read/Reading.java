package io.winnow.read;

import io.winnow.model.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Reads questions behind their contexts. Those that name alternatives are answered at once; the others get their first word and join what is written. Where the words of a question give little of their
 * attention to visual tokens, later layers do without these, in the question as in its answer (ToDRE, section 3.3). For one thread.
 */
final class Reading {
    private final ReaderGraphs graphs;
    private final Prefill prefill;
    private final Prompter prompter;
    private final Steps steps;
    private final Scoring scoring;
    private final DropRule rule;
    private final Arena arena = new Arena();

    /** @param rule that decides where layers do without visual tokens */
    Reading(ReaderGraphs graphs, Prefill prefill, Prompter prompter, Steps steps, Scoring scoring, DropRule rule) {
        this.graphs = graphs;
        this.prefill = prefill;
        this.prompter = prompter;
        this.steps = steps;
        this.scoring = scoring;
        this.rule = rule;
    }

    /**
     * Reads questions together.
     *
     * @param running what is written, of contexts of similar length, by the number of blocks in which it sees visual tokens
     * @return visual tokens and words that the step was computed on
     * @throws RuntimeException where the engine failed; then those that are not over have changed nothing
     */
    long read(List<Pending> asked, IntFunction<Running> running) {
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
        Past past = new Past(graphs.shape(), arena, layout, tokens, longest, 1);
        Map<Integer, Pending> rows = new LinkedHashMap<>();
        Map<Integer, int[]> words = new LinkedHashMap<>();
        Map<ReadContext.Key, Prefix> byContext = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            int row = past.take(contexts.get(i).key(), prefixes.get(i));
            rows.put(row, asked.get(i));
            words.put(row, asked.get(i).ask().prompt());
            byContext.put(contexts.get(i).key(), prefixes.get(i));
        }
        Steps.Beginning beginning = steps.begin(past, words, arena);
        for (Passage passage : passed(beginning.passage(), byContext)) {
            steps.end(passage);
            answer(passage, beginning.attention(), rows, running);
        }
        return past.extent();
    }

    /** Questions that have passed all blocks, together with those that see visual tokens in as many of them. */
    private List<Passage> passed(Passage begun, Map<ReadContext.Key, Prefix> prefixes) {
        List<Passage> apart = new ArrayList<>();
        Passage seeing = begun;
        while (seeing.passed() < graphs.shape().blocks().size()) {
            Map<Boolean, List<Integer>> bySight = bySight(seeing);
            List<Integer> blind = bySight.getOrDefault(false, List.of());
            List<Integer> sighted = bySight.getOrDefault(true, List.of());
            if (!blind.isEmpty()) {
                apart.add(rest(seeing.part(blind, graphs.shape(), arena)));
            }
            if (sighted.isEmpty()) {
                return apart;
            }
            seeing = steps.next(seen(seeing.part(sighted, graphs.shape(), arena), prefixes), arena);
        }
        apart.add(seeing);
        return apart;
    }

    private Map<Boolean, List<Integer>> bySight(Passage passage) {
        // Visual tokens come before the words and give them no attention.
        return passage.words().keySet().stream()
                .collect(Collectors.partitioningBy(row -> !rule.drops(passage.share(row), 0)));
    }

    /** The same with the visual tokens of the next block. */
    private Passage seen(Passage passage, Map<ReadContext.Key, Prefix> prefixes) {
        Map<ReadContext.Key, Prefix> mine = new LinkedHashMap<>();
        passage.past().contexts(passage.words().keySet()).keySet().forEach(key -> mine.put(key, prefixes.get(key)));
        Map<ReadContext.Key, Prefix> deeper = prefill.deepened(mine, passage.passed(), arena);
        prefixes.putAll(deeper);
        passage.past().seeNext(deeper);
        return passage;
    }

    /** Through all blocks that are left, as they are. */
    private Passage rest(Passage passage) {
        Passage passed = passage;
        while (passed.passed() < graphs.shape().blocks().size()) {
            passed = steps.next(passed, arena);
        }
        return passed;
    }

    private void answer(Passage passage, Tensor attention, Map<Integer, Pending> rows, IntFunction<Running> running) {
        List<Prompt> scored = new ArrayList<>();
        List<Prompt> written = new ArrayList<>();
        passage.origins().forEach((row, origin) -> {
            Pending pending = Objects.requireNonNull(rows.get(origin));
            (pending.ask().choices().isEmpty() ? written : scored)
                    .add(prompt(pending, passage, row, origin, attention));
        });
        scoring.answer(scored);
        if (!written.isEmpty()) {
            begin(written, running.apply(passage.past().seeing()));
        }
    }

    private static Prompt prompt(Pending pending, Passage passage, int row, int origin, Tensor looks) {
        int length = pending.ask().prompt().length;
        Attention attention = new Attention(pending.ask().request().context());
        for (int word = 1; word < length - 1; word++) {
            attention.add(StepOutput.at(looks, origin, word));
        }
        return new Prompt(pending, passage.past(), row, passage.logitsAfter(row, length - 1), attention);
    }

    private void begin(List<Prompt> prompts, Running running) {
        List<Draft> drafts = new ArrayList<>();
        for (Prompt prompt : prompts) {
            drafts.add(new Draft(prompt, graphs.manifest(), prompter));
        }
        running.reserve(drafts);
        for (int i = 0; i < drafts.size(); i++) {
            drafts.get(i).next(prompts.get(i).first());
            if (drafts.get(i).open()) {
                running.join(
                        drafts.get(i), prompts.get(i).past(), prompts.get(i).row());
            }
        }
    }
}
