package io.winnow.cli.replay;

import io.winnow.cli.run.Outcome;
import io.winnow.jobs.run.RunListener;
import io.winnow.prune.KeepTrials;
import io.winnow.records.Answer;
import io.winnow.records.DeadLetter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hands on what a run tells, but of dead letters only the first of each reason: where each of a day's records is refused, they would fill the memory. */
final class FewLetters implements RunListener {
    private static final int MOST = 20;

    private final Outcome outcome;
    private final Map<String, Long> letters = new TreeMap<>();

    FewLetters(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public void found(KeepTrials tried) {
        outcome.found(tried);
    }

    @Override
    public void answered(Answer answer) {
        outcome.answered(answer);
    }

    @Override
    public void refused(DeadLetter letter) {
        if (count(letter.reason()) <= MOST) {
            outcome.refused(letter);
        }
    }

    private synchronized long count(String reason) {
        return letters.merge(reason, 1L, Long::sum);
    }

    /** How many there were that were not handed on, in sentences. */
    synchronized List<String> more() {
        return letters.entrySet().stream()
                .filter(entry -> entry.getValue() > MOST)
                .map(entry -> "Beside those that are listed, " + (entry.getValue() - MOST) + " more failed ["
                        + entry.getKey() + "].")
                .toList();
    }
}
