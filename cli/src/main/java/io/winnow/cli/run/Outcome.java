package io.winnow.cli.run;

import io.winnow.jobs.run.RunListener;
import io.winnow.prune.KeepTrials;
import io.winnow.records.Answer;
import io.winnow.records.DeadLetter;
import io.winnow.records.RecordId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Collects what a run tells, and hands answers on as they come. Flink's threads tell. */
public final class Outcome implements RunListener {
    private final Map<RecordId, Answer> answers = new LinkedHashMap<>();
    private final Map<RecordId, DeadLetter> letters = new LinkedHashMap<>();
    private final Consumer<Answer> onAnswer;
    private final Consumer<KeepTrials> onFound;
    private Optional<KeepTrials> trials = Optional.empty();

    public Outcome(Consumer<Answer> onAnswer) {
        this(onAnswer, trials -> {});
    }

    /**
     * Collects.
     *
     * @param onFound hears, before the first answer, what was tried to find how little can be kept
     */
    public Outcome(Consumer<Answer> onAnswer, Consumer<KeepTrials> onFound) {
        this.onAnswer = onAnswer;
        this.onFound = onFound;
    }

    @Override
    public synchronized void found(KeepTrials tried) {
        trials = Optional.of(tried);
        onFound.accept(tried);
    }

    @Override
    public synchronized void answered(Answer answer) {
        answers.put(answer.id(), answer);
        onAnswer.accept(answer);
    }

    @Override
    public synchronized void refused(DeadLetter letter) {
        letters.put(letter.id(), letter);
    }

    /** In the order in which they came. */
    public synchronized List<Answer> answers() {
        return List.copyOf(answers.values());
    }

    /** What was tried to find how little can be kept, before the first answer came. */
    public synchronized Optional<KeepTrials> trials() {
        return trials;
    }

    /** What could not be processed. */
    public synchronized List<DeadLetter> letters() {
        return List.copyOf(letters.values());
    }
}
