package io.winnow.read.flink;

import io.winnow.read.Admission;
import io.winnow.read.ReadOptions;
import io.winnow.read.ReadRefused;
import io.winnow.records.Question;
import io.winnow.records.QuestionRules;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** Puts questions that are asked once to the streams that they are about, and says of one that no stream can answer why. For the task's thread. */
final class QuestionDesk {
    private final ReadOptions options;
    private final ProcessingTimeService time;
    private final Questions questions;
    private final Desk desk;
    private final StreamState state;
    private final Consumer<String> key;
    private final Ownership ownership;
    private boolean elementsEnded;

    /**
     * One for a subtask.
     *
     * @param questions those to each stream, for streams that come later
     * @param key makes a stream the current key
     */
    QuestionDesk(
            ReadOptions options,
            ProcessingTimeService time,
            Questions questions,
            Desk desk,
            StreamState state,
            Consumer<String> key,
            Ownership ownership) {
        this.options = options;
        this.time = time;
        this.questions = questions;
        this.desk = desk;
        this.state = state;
        this.key = key;
        this.ownership = ownership;
    }

    /** A question has come. */
    void ask(Question question, Set<String> streams) throws Exception {
        Optional<String> forgotten = questions.add(question);
        if (forgotten.isPresent()) {
            for (String stream : streams) {
                desk.forget(stream, forgotten.get());
            }
        }
        Optional<ReadRefused> problem = problem(question);
        if (question.stream().isPresent()) {
            String stream = question.stream().get();
            if (ownership.holds(stream) && problem.isPresent()) {
                desk.letter(question, stream, problem.get());
            } else if (ownership.holds(stream)) {
                desk.put(stream, question);
            }
        } else if (problem.isPresent()) {
            if (ownership.speaksForAll()) {
                desk.letter(question, "", problem.get());
            }
        } else {
            for (String stream : streams) {
                desk.put(stream, question);
            }
            refuseWithoutFrames(question, streams);
        }
    }

    /** A question of a replay was put to every stream that it is about. */
    void remember(Question question) throws Exception {
        questions.add(question);
    }

    /** A stream was seen for the first time: questions to each stream are put to it. */
    void streamCame(String stream) throws Exception {
        for (Question question : questions.all()) {
            if (isToEach(question)) {
                desk.put(stream, question);
            }
        }
    }

    /** No more streams come. */
    void elementsEnded(Set<String> streams) throws Exception {
        elementsEnded = true;
        for (Question question : questions.all()) {
            if (isToEach(question)) {
                refuseWithoutFrames(question, streams);
            }
        }
    }

    private boolean isToEach(Question question) {
        return question.stream().isEmpty() && problem(question).isEmpty();
    }

    /** What is wrong with a question as it stands, whatever it is put to. */
    private Optional<ReadRefused> problem(Question question) {
        if (Deadlines.passed(question, options, time.getCurrentProcessingTime())) {
            return Optional.of(Deadlines.refusal());
        }
        return QuestionRules.problem(question.text())
                .map(words -> new ReadRefused("QUESTION", words, "Ask again in a sentence."));
    }

    /** Where a run has no streams, or none with a frame, a question to each of them has no answer. */
    private void refuseWithoutFrames(Question question, Set<String> streams) throws Exception {
        if (!elementsEnded || !ownership.knowsAll()) {
            return;
        }
        if (streams.isEmpty()) {
            desk.letter(question, "", Desk.noStream("the run has no streams"));
        } else if (noFrames(streams)) {
            desk.letter(question, "", Admission.noFrames("no stream of the run has a frame that could be read"));
        }
    }

    private boolean noFrames(Set<String> streams) throws Exception {
        for (String stream : streams) {
            key.accept(stream);
            if (state.info().next() > 0) {
                return false;
            }
        }
        return true;
    }
}
