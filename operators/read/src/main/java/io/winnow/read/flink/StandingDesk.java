package io.winnow.read.flink;

import io.winnow.read.ReadRefused;
import io.winnow.read.flink.StandingQuestions.Known;
import io.winnow.records.PrunedWindow;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StandingRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Takes standing questions, puts them to the streams of this subtask when they are due, and takes them back. For the task's thread. */
final class StandingDesk {
    private final StandingQuestions questions;
    private final Standing standing;
    private final Desk desk;
    private final StreamState state;
    private final Consumer<String> key;
    private final Ownership ownership;
    private final Letters letters;
    private final ReadOutput output;

    /** @param key makes a stream the current key */
    StandingDesk(
            StandingQuestions questions,
            Standing standing,
            Desk desk,
            StreamState state,
            Consumer<String> key,
            Ownership ownership,
            Letters letters,
            ReadOutput output) {
        this.questions = questions;
        this.standing = standing;
        this.desk = desk;
        this.state = state;
        this.key = key;
        this.ownership = ownership;
        this.letters = letters;
        this.output = output;
    }

    /** Puts the questions that a stream's newest window has made due. */
    void windowCame(PrunedWindow window) throws Exception {
        String stream = window.origin().stream();
        for (Standing.Due due : standing.due(stream, window)) {
            desk.ask(stream, due.question(), due.occurrence());
        }
    }

    /** Whether a question that was put to a stream is not answered yet. */
    boolean awaitsAnswers(String stream) throws Exception {
        key.accept(stream);
        for (Known known : questions.of(stream)) {
            if (state.request(Request.standingKey(known.question().id())).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes a question, in place of the one with its id; the same one that comes again changes nothing.
     *
     * @param streams that are known
     */
    void put(StandingQuestion question, Set<String> streams) throws Exception {
        Optional<Known> before = questions.get(question.id());
        if (before.isPresent() && before.get().question().asksLike(question)) {
            return;
        }
        Optional<ReadRefused> problem = problem(question, before.isPresent());
        if (problem.isPresent()) {
            if (ownership.speaksForAll()) {
                output.letter(letters.standing(question, "", problem.get()));
            }
            return;
        }
        Known added = Known.of(question);
        questions.put(added);
        for (String stream : streams) {
            if (before.isPresent() && before.get().isPutTo(stream)) {
                takeBack(before.get(), stream, added.isPutTo(stream));
            }
            if (added.isPutTo(stream)) {
                askAtOnce(added, stream);
            }
        }
    }

    /**
     * Asks a question no more.
     *
     * @param streams that are known
     */
    void remove(String id, Set<String> streams) throws Exception {
        Optional<Known> before = questions.get(id);
        if (before.isPresent()) {
            questions.remove(id);
            for (String stream : streams) {
                if (before.get().isPutTo(stream)) {
                    takeBack(before.get(), stream, false);
                }
            }
        }
    }

    /** What a stream showed was forgotten: what is asked of it again and again begins anew. */
    void drop(String stream) throws Exception {
        for (Known known : questions.of(stream)) {
            desk.withdraw(stream, known.question().id());
            key.accept(stream);
            standing.forget(known, stream);
        }
    }

    private void takeBack(Known before, String stream, boolean another) throws Exception {
        desk.withdraw(stream, before.question().id());
        key.accept(stream);
        if (another) {
            standing.restart(before, stream);
        } else {
            standing.drop(before, stream);
        }
    }

    /** A question that comes while a stream runs does not wait for its next window. */
    private void askAtOnce(Known added, String stream) throws Exception {
        key.accept(stream);
        List<PrunedWindow> newest = List.copyOf(state.newest(0).values());
        if (!newest.isEmpty()) {
            Optional<Standing.Due> due = standing.look(added, stream, newest.get(newest.size() - 1));
            if (due.isPresent()) {
                desk.ask(stream, due.get().question(), due.get().occurrence());
            }
        }
    }

    private Optional<ReadRefused> problem(StandingQuestion question, boolean isKnown) {
        if (!isKnown && questions.count() >= StandingQuestions.MOST) {
            return Optional.of(new ReadRefused(
                    "TOO_MANY",
                    "there are " + StandingQuestions.MOST + " standing questions already",
                    "Remove some with winnow questions remove."));
        }
        return StandingRules.problem(question)
                .map(words -> new ReadRefused(
                        "QUESTION", words, "Add it again; winnow questions add --help says what it may be."));
    }
}
