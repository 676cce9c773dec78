package io.winnow.read.flink;

import io.winnow.read.ReadRefused;
import io.winnow.read.Standpoint;
import io.winnow.read.Streak;
import io.winnow.read.TokenDistance;
import io.winnow.read.flink.StandingQuestions.Known;
import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.Condition;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.StandingQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Says which standing questions a window makes due, and follows their answers. A question that is not answered yet is not asked again: what waits is bounded by questions and streams, whatever the
 * load. For the task's thread.
 */
final class Standing implements Desk.StandingAnswers {
    /** Why a due time got no answer: the one before was not answered yet. */
    private static final String BUSY = "BUSY";

    private final StandingQuestions questions;
    private final StandingState rows;
    private final StreamState streams;
    private final Consumer<String> key;
    private final Supplier<TokenDistance> distance;
    private final Alerts alerts;
    private final Letters letters;
    private final ReadMetrics metrics;
    private final ReadOutput output;

    /**
     * What it works with.
     *
     * @param questions that are asked
     * @param rows what they have come to
     * @param streams whose requests are looked at
     * @param key makes a stream the current key
     * @param distance opened when a question is asked on change first
     */
    record Tools(
            StandingQuestions questions,
            StandingState rows,
            StreamState streams,
            Consumer<String> key,
            Supplier<TokenDistance> distance,
            Alerts alerts,
            Letters letters,
            ReadMetrics metrics,
            ReadOutput output) {}

    /** A question that is due, and the number of its due time. */
    record Due(Question question, long occurrence) {}

    Standing(Tools tools) {
        this.questions = tools.questions();
        this.rows = tools.rows();
        this.streams = tools.streams();
        this.key = tools.key();
        this.distance = tools.distance();
        this.alerts = tools.alerts();
        this.letters = tools.letters();
        this.metrics = tools.metrics();
        this.output = tools.output();
    }

    /** What is due now that a stream's newest window has come; it counts as asked. */
    List<Due> due(String stream, PrunedWindow window) throws Exception {
        key.accept(stream);
        List<Due> due = new ArrayList<>();
        for (Known known : questions.of(stream)) {
            look(known, stream, window).ifPresent(due::add);
        }
        return due;
    }

    /** Whether one question is due on the newest window of the current stream. */
    Optional<Due> look(Known known, String stream, PrunedWindow window) throws Exception {
        StandingQuestion question = known.question();
        StandingRow row = rows.row(question.id());
        long epoch = window.origin().epoch();
        long slot = known.slot(window.span());
        if (!row.at().isDue(epoch, slot)) {
            return Optional.empty();
        }
        boolean busy = streams.request(Request.standingKey(question.id())).isPresent();
        if (busy && question.change().isEmpty()) {
            metrics.skipped(BUSY);
            rows.put(question.id(), row.at(row.at().looked(epoch, slot)));
            return Optional.empty();
        }
        if (busy || !hasChanged(question, window)) {
            if (!busy && question.everyMillis().isPresent()) {
                rows.put(question.id(), row.at(row.at().looked(epoch, slot)));
            }
            return Optional.empty();
        }
        Standpoint asked = row.at().asked(epoch, slot);
        rows.put(question.id(), row.at(asked));
        return Optional.of(new Due(asOnce(question, stream, window), asked.occurrence()));
    }

    private boolean hasChanged(StandingQuestion question, PrunedWindow window) throws Exception {
        Optional<PrunedWindow> answered = question.change().isEmpty() ? Optional.empty() : rows.answered(question.id());
        return answered.isEmpty()
                || distance.get().between(answered.get(), window)
                        >= question.change().get();
    }

    /** One occurrence as a question; its times count from the ingest of the window that made it due. */
    private static Question asOnce(StandingQuestion question, String stream, PrunedWindow window) {
        return new Question(
                question.id(),
                "",
                question.text(),
                Optional.of(stream),
                Optional.empty(),
                Optional.empty(),
                window.ingestMillis(),
                question.deadlineMillis().map(after -> window.ingestMillis() + after));
    }

    @Override
    public void answered(Answer answer, PrunedWindow newest) throws Exception {
        Optional<Known> known = questions.get(answer.questionId());
        if (known.isEmpty()) {
            return;
        }
        StandingQuestion question = known.get().question();
        if (question.change().isPresent()) {
            rows.answered(question.id(), newest);
        }
        if (known.get().condition().isPresent()) {
            follow(question, known.get().condition().get(), answer);
        }
    }

    private void follow(StandingQuestion question, Condition condition, Answer answer) throws Exception {
        StandingRow row = rows.row(question.id());
        Streak next = row.streak().after(condition.holds(answer.answer(), answer.confidence()), condition.times());
        rows.put(question.id(), row.with(next));
        boolean fires = next.fires(condition.times());
        if (fires != row.streak().fires(condition.times())) {
            metrics.alert();
            output.alert(alerts.of(question, fires ? Alert.State.FIRING : Alert.State.RESOLVED, answer));
        }
    }

    @Override
    public void refused(Question occurrence, String stream, ReadRefused why) {
        if (why.reason().equals(Deadlines.REASON)) {
            metrics.skipped(Deadlines.REASON);
            return;
        }
        questions
                .get(occurrence.id())
                .ifPresent(known -> output.letter(letters.standing(known.question(), stream, why)));
    }

    /** A question is put to the current stream no longer. */
    void drop(Known known, String stream) throws Exception {
        resolve(known, stream, Alert.Reason.REMOVED);
        rows.remove(known.question().id());
    }

    /** A question is another from now on, and begins anew on the current stream. */
    void restart(Known before, String stream) throws Exception {
        resolve(before, stream, Alert.Reason.CHANGED);
        rows.restart(before.question().id());
    }

    /** The current stream was forgotten, and a question begins anew if it comes back. */
    void forget(Known known, String stream) throws Exception {
        resolve(known, stream, Alert.Reason.REMOVED);
        rows.restart(known.question().id());
    }

    private void resolve(Known known, String stream, Alert.Reason reason) throws Exception {
        StandingRow row = rows.row(known.question().id());
        if (known.condition().isPresent()
                && row.streak().fires(known.condition().get().times())) {
            metrics.alert();
            output.alert(alerts.ended(known.question(), stream, row.at().occurrence(), reason));
        }
    }
}
