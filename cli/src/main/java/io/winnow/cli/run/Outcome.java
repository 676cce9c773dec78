package io.winnow.cli.run;

import io.winnow.jobs.run.RunListener;
import io.winnow.records.Answer;
import io.winnow.records.DeadLetter;
import io.winnow.records.RecordId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Collects what a run tells, and hands answers on as they come. Flink's threads tell. */
public final class Outcome implements RunListener {
    private final Map<RecordId, Answer> answers = new LinkedHashMap<>();
    private final Map<RecordId, DeadLetter> letters = new LinkedHashMap<>();
    private final Consumer<Answer> onAnswer;

    public Outcome(Consumer<Answer> onAnswer) {
        this.onAnswer = onAnswer;
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

    /** What could not be processed. */
    public synchronized List<DeadLetter> letters() {
        return List.copyOf(letters.values());
    }
}
