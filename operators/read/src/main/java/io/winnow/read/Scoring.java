package io.winnow.read;

import java.util.ArrayList;
import java.util.List;

/** Answers by the likeliest of the alternatives that a question names: the probability of its words and of the end behind them. For one thread. */
final class Scoring {
    private final ReaderGraphs graphs;
    private final Steps steps;
    private final long mostTokens;
    private final Arena arena = new Arena();

    /** @param mostTokens visual tokens, of all alternatives that are scored in one call of the engine */
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
     * @param past of the batch in which they were read
     */
    void answer(List<Prompt> prompts, Past past) {
        List<Row> rows = new ArrayList<>();
        for (Prompt prompt : prompts) {
            for (Ask.Choice choice : prompt.pending().ask().choices()) {
                rows.add(new Row(prompt, choice));
            }
        }
        int most = (int) Math.max(1, mostTokens / past.tokens());
        List<Outcome> outcomes = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += most) {
            outcomes.addAll(score(rows.subList(from, Math.min(rows.size(), from + most)), past));
        }
        int at = 0;
        for (Prompt prompt : prompts) {
            int choices = prompt.pending().ask().choices().size();
            answer(prompt, outcomes.subList(at, at + choices));
            at += choices;
        }
    }

    private List<Outcome> score(List<Row> rows, Past past) {
        arena.reset();
        int[][] words = rows.stream().map(row -> row.choice().words()).toArray(int[][]::new);
        int room = 0;
        for (Row row : rows) {
            room = Math.max(room, past.words(row.prompt().row()) + row.choice().words().length);
        }
        Past copies = new Past(graphs.shape(), arena, rows.size(), past.tokens(), room);
        for (int row = 0; row < words.length; row++) {
            copies.copy(row, past, rows.get(row).prompt().row());
        }
        StepOutput output = steps.step(copies, words, arena);
        List<Outcome> outcomes = new ArrayList<>();
        for (int row = 0; row < words.length; row++) {
            outcomes.add(outcome(rows.get(row).prompt().first(), words[row], output, row));
        }
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
                            millis,
                            millis));
        } catch (RuntimeException e) {
            prompt.pending().fail(e);
        }
    }
}
