package io.winnow.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers by the likeliest of the alternatives that a question names: the probability of its words and of the end behind them. For one thread. */
final class Scoring {
    private final ReaderGraphs graphs;
    private final Steps steps;
    private final long mostTokens;
    private final Arena arena = new Arena();

    /** @param mostTokens visual tokens and words, of all alternatives that are scored in one call of the engine */
    Scoring(ReaderGraphs graphs, Steps steps, long mostTokens) {
        this.graphs = graphs;
        this.steps = steps;
        this.mostTokens = mostTokens;
    }

    /** An alternative of one of the questions. */
    private record Row(Prompt prompt, Ask.Choice choice) {}

    /** Its score, and where its words look. */
    private record Outcome(double score, List<float[]> looks) {}

    /**
     * Answers questions.
     *
     * @param prompts of one batch
     */
    void answer(List<Prompt> prompts) {
        List<Row> rows = new ArrayList<>();
        for (Prompt prompt : prompts) {
            for (Ask.Choice choice : prompt.pending().ask().choices()) {
                rows.add(new Row(prompt, choice));
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        while (outcomes.size() < rows.size()) {
            outcomes.addAll(score(together(rows.subList(outcomes.size(), rows.size()))));
        }
        int at = 0;
        for (Prompt prompt : prompts) {
            int choices = prompt.pending().ask().choices().size();
            answer(prompt, outcomes.subList(at, at + choices));
            at += choices;
        }
    }

    /** The first of some rows that are scored in one call, at least one. */
    private List<Row> together(List<Row> rows) {
        Load load = new Load();
        int count = 0;
        while (count < rows.size()
                && (count == 0 || load.with(context(rows.get(count)), words(rows.get(count))) <= mostTokens)) {
            load.add(context(rows.get(count)), words(rows.get(count)));
            count++;
        }
        return rows.subList(0, count);
    }

    private static ReadContext context(Row row) {
        return row.prompt().pending().ask().request().context();
    }

    /** Words that a row has in the end. */
    private static int words(Row row) {
        return row.prompt().pending().ask().prompt().length + row.choice().words().length;
    }

    private List<Outcome> score(List<Row> rows) {
        arena.reset();
        Past past = rows.get(0).prompt().past();
        int room = rows.stream().mapToInt(Scoring::words).max().orElse(0);
        Layout layout = Layout.of(
                ReadContext.counts(rows.stream().map(Scoring::context)).values(), past.tokens());
        Past copies = new Past(graphs.shape(), arena, layout, past.tokens(), room, past.seeing());
        Map<Integer, Row> placed = new LinkedHashMap<>();
        Map<Integer, int[]> words = new HashMap<>();
        for (Row row : rows) {
            int at = copies.take(past, row.prompt().row(), 0);
            placed.put(at, row);
            words.put(at, row.choice().words());
        }
        StepOutput output = steps.step(copies, words, arena);
        List<Outcome> outcomes = new ArrayList<>();
        placed.forEach((at, row) ->
                outcomes.add(outcome(row.prompt().first(), row.choice().words(), output, at)));
        return outcomes;
    }

    private Outcome outcome(float[] first, int[] words, StepOutput output, int row) {
        double score = Probabilities.log(first, words[0]);
        List<float[]> looks = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            int next = i + 1 < words.length
                    ? words[i + 1]
                    : graphs.manifest().special().end();
            score += Probabilities.log(output.logitsAfter(row, i), next);
            looks.add(output.attentionOf(row, i));
        }
        return new Outcome(score, looks);
    }

    private void answer(Prompt prompt, List<Outcome> outcomes) {
        Ask ask = prompt.pending().ask();
        double[] scores = outcomes.stream().mapToDouble(Outcome::score).toArray();
        double[] shares = Probabilities.softmax(scores, graphs.manifest().temperature());
        int best = Probabilities.largest(scores);
        outcomes.get(best).looks().forEach(prompt.attention()::add);
        Ask.Choice chosen = ask.choices().get(best);
        List<ReadResult.Scored> scored = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            scored.add(new ReadResult.Scored(ask.choices().get(i).text(), shares[i]));
        }
        double millis = ask.millisSince();
        try {
            ask.request().deltas().piece(Uuid7.now(), 0, chosen.text(), true);
            prompt.pending()
                    .result()
                    .complete(new ReadResult(
                            chosen.text(),
                            shares[best],
                            prompt.attention().evidence(),
                            scored,
                            chosen.words().length,
                            prompt.sight(),
                            millis,
                            millis));
        } catch (RuntimeException e) {
            prompt.pending().fail(e);
        }
    }
}
