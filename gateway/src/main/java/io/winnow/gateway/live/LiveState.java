package io.winnow.gateway.live;

import io.winnow.gateway.keys.StreamScope;
import io.winnow.gateway.live.Views.All;
import io.winnow.gateway.live.Views.Line;
import io.winnow.gateway.live.Views.Stream;
import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.Question;
import io.winnow.records.RunEnded;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** All that the page shows, for one run: the configured one, or the newest. Safe for use by many threads. */
public final class LiveState {
    /** The stage that gateways tell their own webhooks' metrics under: it is no sign that the pipeline lives. */
    public static final String OWN_STAGE = "webhooks";

    private static final int REPLACED_RUNS = 64;

    private final Optional<String> configuredRun;
    private final Clock clock;
    private final LineState line = new LineState();
    private final AnswersState answers = new AnswersState();
    private final StandingState standing = new StandingState();
    private final EndedRuns endedRuns = new EndedRuns();
    private final StreamsState streams = new StreamsState();
    private final ForgottenState forgotten = new ForgottenState();
    private final Map<String, Long> unreadable = new HashMap<>();
    private final List<Consumer<LiveEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Remembered<String, Boolean> replaced = new Remembered<>(REPLACED_RUNS);
    private String run;
    private Optional<String> unread = Optional.empty();
    private volatile boolean knowsStanding;
    private volatile boolean knowsForgotten;

    public LiveState(Optional<String> configuredRun, Clock clock) {
        this.configuredRun = configuredRun;
        this.clock = clock;
        this.run = configuredRun.orElse("");
    }

    /** Calls the listener with each event, from the thread that caused it. */
    public void listen(Consumer<LiveEvent> listener) {
        listeners.add(listener);
    }

    /** The run shown; empty before any was seen. */
    public synchronized String run() {
        return run;
    }

    /** A snapshot that has come now. */
    public void add(MetricSnapshot snapshot) {
        add(snapshot, clock.millis());
    }

    /** One that came at a time, by this machine's clock, whatever the clock of the machine that took it says. */
    public void add(MetricSnapshot snapshot, long heardMillis) {
        if (measured(snapshot, heardMillis)) {
            publish(LiveEvent.all(scope -> Optional.of(all(scope))));
        }
    }

    /** Takes a snapshot in; whether it is the first of a newer run, which is then the one shown. What comes late of one that was shown before changes nothing. */
    private synchronized boolean measured(MetricSnapshot snapshot, long heardMillis) {
        boolean newer = configuredRun.isEmpty() && !snapshot.run().equals(run) && replaced.get(snapshot.run()) == null;
        if (newer) {
            if (!run.isEmpty()) {
                replaced.put(run, true);
            }
            run = snapshot.run();
            line.clear();
        }
        if (snapshot.run().equals(run)) {
            line.add(snapshot, heardMillis);
        }
        return newer;
    }

    /** A state that has come now. */
    public void add(StreamStatus status) {
        add(status, clock.millis());
    }

    /** One that came at a time, by this machine's clock. */
    public void add(StreamStatus status, long heardMillis) {
        boolean shown;
        synchronized (this) {
            if (forgotten.now().refuses(status.stream(), status.epoch())) {
                return;
            }
            streams.add(status, heardMillis);
            shown = run.isEmpty() || run.equals(status.run());
        }
        if (shown) {
            publish(LiveEvent.about(status.stream(), "stream", Sight.view(status))
                    .newestOf("stream " + status.stream()));
        }
    }

    /** A stream that was removed. */
    public void removeStream(String stream) {
        synchronized (this) {
            streams.remove(stream);
        }
        publish(LiveEvent.about(stream, "removed", Map.of("stream", stream)).newestOf("stream " + stream));
    }

    /** What is wished of a stream. What it forgets is shown no more. */
    public void add(StreamControl wish) {
        forget(() -> forgotten.add(wish));
    }

    /** Nothing is wished of a stream any more. */
    public void removeWish(String stream) {
        forget(() -> forgotten.remove(stream));
    }

    /** @param change of what is forgotten; whether there is one */
    private void forget(BooleanSupplier change) {
        synchronized (this) {
            if (!change.getAsBoolean()) {
                return;
            }
            ForgottenStreams now = forgotten.now();
            streams.forget(now);
            answers.forget(now);
            standing.forget(now);
        }
        publish(LiveEvent.of("all", scope -> Optional.of(all(scope))));
    }

    /** What is refused, since it was forgotten; empty while that is not known yet. */
    public synchronized Optional<ForgottenStreams> forgotten() {
        return knowsForgotten ? Optional.of(forgotten.now()) : Optional.empty();
    }

    /** From here on what was forgotten is known. */
    public void forgottenKnown() {
        knowsForgotten = true;
    }

    public void add(Question question) {
        if (question.run().isEmpty() || wanted(question.run())) {
            Optional<Views.Asked> asked;
            synchronized (this) {
                asked = answers.add(question);
            }
            asked.ifPresent(shown -> publish(LiveEvent.about(shown.stream(), "question", shown)));
        }
    }

    /** A standing question, or what it has become. */
    public void add(StandingQuestion question) {
        Views.Standing shown;
        synchronized (this) {
            shown = standing.add(question);
        }
        publish(LiveEvent.of("standing", scope -> new Sight(scope).standing(shown))
                .newestOf("standing " + shown.id()));
    }

    /** A standing question that was removed. */
    public void removeStanding(String id) {
        Optional<Views.Standing> removed;
        synchronized (this) {
            removed = standing.remove(id);
        }
        Map<String, String> told = Map.of("id", id);
        removed.ifPresent(was -> publish(LiveEvent.of(
                        "standing-removed",
                        scope -> new Sight(scope).standing(was).map(seen -> told))
                .newestOf("standing " + id)));
    }

    public void add(Alert alert) {
        if (wanted(alert.run())) {
            Optional<Views.Alerted> alerted;
            synchronized (this) {
                if (forgotten.now().refusesMade(alert.stream(), alert.atMillis())) {
                    return;
                }
                alerted = standing.add(alert);
            }
            alerted.ifPresent(shown -> publish(LiveEvent.about(shown.stream(), "alert", shown)));
        }
    }

    public void add(AnswerDelta delta) {
        Optional<Views.Writing> writing;
        synchronized (this) {
            if (forgotten.now().refusesMade(delta.stream(), AnswersState.began(delta.attempt()))) {
                return;
            }
            writing = answers.add(delta);
        }
        writing.ifPresent(shown -> publish(LiveEvent.about(shown.stream(), "writing", shown)
                .newestOf("writing " + shown.questionId() + "\n" + shown.stream())));
    }

    public void add(Answer answer) {
        if (wanted(answer.run())) {
            Optional<Views.Answered> answered;
            synchronized (this) {
                if (forgotten.now().refusesMade(answer.stream(), answer.answeredMillis())) {
                    return;
                }
                answered = answers.add(answer);
            }
            answered.ifPresent(shown -> publish(LiveEvent.about(shown.stream(), "answer", shown)));
        }
    }

    /** A mark that a subtask of a run's readers has written its last answer. */
    public synchronized void add(RunEnded mark) {
        endedRuns.add(mark);
    }

    /** Says why the topics are not read at the moment, in a sentence; empty where they are. */
    public synchronized void unread(Optional<String> why) {
        unread = why;
    }

    /** Counts a record that could not be read. */
    public synchronized void unreadable(String topic) {
        unreadable.merge(topic, 1L, Long::sum);
    }

    /** A second has passed: notes it in the line's history, and tells the listeners the line. */
    public void tick() {
        Line now;
        synchronized (this) {
            line.tick(lineView());
            now = lineView();
        }
        publish(LiveEvent.toAll("line", now).newestOf("line"));
    }

    public synchronized Line lineView() {
        long now = clock.millis();
        String of = run.isEmpty() ? streams.newestRun() : run;
        Heartbeat.Signs signs = new Heartbeat.Signs(
                line.heardMillis(),
                streams.heardMillis(of),
                line.reads(),
                endedRuns.ended(of),
                streams.over(of),
                !streams.goesOn(of) && line.stopped().orElseGet(() -> streams.stopped(of)));
        return line.view(run, now, Heartbeat.of(signs, now, unread), streams.running(of), Map.copyOf(unreadable));
    }

    /** The newest snapshot of each subtask of the run shown, where it has come within so long. */
    public synchronized List<MetricSnapshot> snapshots(Duration within) {
        return line.snapshots(clock.millis() - within.toMillis());
    }

    /** The streams of the run shown that are within a scope, by id. */
    public synchronized List<Stream> streamViews(StreamScope scope) {
        return new Sight(scope).streams(run.isEmpty() ? streams.all() : streams.of(run));
    }

    /** Everything within a scope; the line as a whole, whose totals are nobody's secret. */
    public synchronized All all(StreamScope scope) {
        Sight sight = new Sight(scope);
        return new All(
                lineView(),
                streamViews(scope),
                sight.questions(answers.questions()),
                sight.answers(answers.answers()),
                sight.writing(answers.writing()),
                standingViews(scope),
                sight.alerts(standing.alerts()),
                sight.alerts(standing.history()));
    }

    /** The answers within a scope that are remembered, oldest first. */
    public synchronized List<Views.Answered> answerViews(StreamScope scope) {
        return new Sight(scope).answers(answers.remembered());
    }

    /** The alerts within a scope, oldest first. */
    public synchronized List<Views.Alerted> alertViews(StreamScope scope) {
        return new Sight(scope).alerts(standing.alerts());
    }

    /** A question that was asked once with what is within a scope of its answers; empty where it is of other streams, or not known. */
    public synchronized Optional<Views.AskedAnswered> question(String id, StreamScope scope) {
        return new Sight(scope).question(id, answers);
    }

    /** The standing questions that have to do with a scope, by id. */
    public synchronized List<Views.Standing> standingViews(StreamScope scope) {
        return standing.questions().stream()
                .flatMap(question -> new Sight(scope).standing(question).stream())
                .toList();
    }

    /** From here on a standing question that is not known is none. */
    public void standingKnown() {
        knowsStanding = true;
    }

    /** Whether all standing questions that there were are known. */
    public boolean knowsStanding() {
        return knowsStanding;
    }

    /** A standing question as it is, whoever asks. */
    public synchronized Optional<Views.Standing> standing(String id) {
        return standing.question(id);
    }

    private boolean wanted(String of) {
        return configuredRun.isEmpty() || configuredRun.get().equals(of);
    }

    private void publish(LiveEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }
}
