package io.winnow.read;

import java.util.ArrayList;
import java.util.List;

/** Answers by the likeliest of the alternatives that a question names: the probability of its words and of the end behind them. */
final class Scoring implements Answering {
    private final ReaderGraphs graphs;
    private final Prefill prefill;
    private final int mostRows;

    /** @param mostRows alternatives scored in one call of the engine */
    Scoring(ReaderGraphs graphs, Prefill prefill, int mostRows) {
        this.graphs = graphs;
        this.prefill = prefill;
        this.mostRows = mostRows;
    }

    /** An alternative of one of the questions. */
    private record Row(int ask, Ask.Choice choice) {}

    /** Its score, and where its words look. */
    private record Outcome(double score, List<float[]> looks) {}

    @Override
    public List<ReadResult> answer(List<Ask> asks, Arena arena) {
        Prompted prompted = Prompted.of(graphs, prefill, asks, 0, arena);
        List<Row> rows = new ArrayList<>();
        for (int ask = 0; ask < asks.size(); ask++) {
            for (Ask.Choice choice : asks.get(ask).choices()) {
                rows.add(new Row(ask, choice));
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += mostRows) {
            outcomes.addAll(score(prompted, rows.subList(from, Math.min(rows.size(), from + mostRows))));
        }
        List<ReadResult> results = new ArrayList<>();
        int at = 0;
        for (int ask = 0; ask < asks.size(); ask++) {
            int choices = asks.get(ask).choices().size();
            results.add(result(asks.get(ask), prompted.looks().get(ask), outcomes.subList(at, at + choices)));
            at += choices;
        }
        return results;
    }

    private List<Outcome> score(Prompted prompted, List<Row> rows) {
        int[] parents = rows.stream().mapToInt(Row::ask).toArray();
        int[][] words = rows.stream().map(row -> row.choice().words()).toArray(int[][]::new);
        int longest =
                rows.stream().mapToInt(row -> row.choice().words().length).max().orElse(0);
        StepOutput output = prompted.batch().fork(parents, longest).step(words);
        int end = graphs.manifest().special().end();
        List<Outcome> outcomes = new ArrayList<>();
        for (int row = 0; row < words.length; row++) {
            double score = Probabilities.log(prompted.first()[parents[row]], words[row][0]);
            List<float[]> looks = new ArrayList<>();
            for (int i = 0; i < words[row].length; i++) {
                int next = i + 1 < words[row].length ? words[row][i + 1] : end;
                score += Probabilities.log(output.logitsAfter(row, i), next);
                looks.add(output.attentionOf(row, i));
            }
            outcomes.add(new Outcome(score, looks));
        }
        return outcomes;
    }

    private ReadResult result(Ask ask, Attention attention, List<Outcome> outcomes) {
        double[] scores = outcomes.stream().mapToDouble(Outcome::score).toArray();
        double[] shares = Probabilities.softmax(scores, graphs.manifest().temperature());
        int best = Probabilities.largest(scores);
        outcomes.get(best).looks().forEach(attention::add);
        Ask.Choice chosen = ask.choices().get(best);
        List<ReadResult.Scored> scored = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            scored.add(new ReadResult.Scored(ask.choices().get(i).text(), shares[i]));
        }
        double millis = ask.millisSince();
        ask.request().deltas().piece(Uuid7.now(), 0, chosen.text(), true);
        return new ReadResult(
                chosen.text(), shares[best], attention.evidence(), scored, chosen.words().length, millis, millis);
    }
}
