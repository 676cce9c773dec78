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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** All that the page shows, for one run: the configured one, or the newest. Safe for use by many threads. */
public final class LiveState {
    private static final Set<StreamStatus.State> OVER = EnumSet.of(StreamStatus.State.ENDED, StreamStatus.State.FAILED);

    private final Optional<String> configuredRun;
    private final Clock clock;
    private final LineState line = new LineState();
    private final AnswersState answers = new AnswersState();
    private final StandingState standing = new StandingState();
    private final EndedRuns endedRuns = new EndedRuns();
    private final Map<String, StreamStatus> streams = new TreeMap<>();
    private final Map<String, StreamControl> wishes = new HashMap<>();
    private final Map<String, Long> unreadable = new HashMap<>();
    private final List<Consumer<LiveEvent>> listeners = new CopyOnWriteArrayList<>();
    private String run;
    private long runMillis;
    private Optional<String> unread = Optional.empty();
    private volatile boolean knowsStanding;
    private volatile boolean knowsForgotten;
    private ForgottenStreams forgotten = ForgottenStreams.NONE;

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

    /** Takes a snapshot in; whether it is the first of a newer run, which is then the one shown. */
    private synchronized boolean measured(MetricSnapshot snapshot, long heardMillis) {
        String before = run;
        if (configuredRun.isEmpty() && !snapshot.run().equals(run) && snapshot.atMillis() >= runMillis) {
            run = snapshot.run();
            line.clear();
        }
        if (snapshot.run().equals(run)) {
            runMillis = Math.max(runMillis, snapshot.atMillis());
            line.add(snapshot, heardMillis);
        }
        return !run.equals(before);
    }

    public void add(StreamStatus status) {
        boolean shown;
        synchronized (this) {
            if (forgotten.refuses(status.stream(), status.epoch())) {
                return;
            }
            streams.put(status.stream(), status);
            shown = run.isEmpty() || run.equals(status.run());
        }
        if (shown) {
            publish(LiveEvent.about(status.stream(), "stream", view(status)).newestOf("stream " + status.stream()));
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
        forget(() -> wishes.put(wish.stream(), withoutSource(wish)));
    }

    /** Addresses have passwords, of which nobody here has any use. */
    private static StreamControl withoutSource(StreamControl wish) {
        return new StreamControl(
                wish.stream(), wish.action(), "", "", wish.addedMillis(), wish.askedMillis(), wish.forgottenMillis());
    }

    /** Nothing is wished of a stream any more. */
    public void removeWish(String stream) {
        forget(() -> wishes.remove(stream));
    }

    private void forget(Runnable change) {
        synchronized (this) {
            ForgottenStreams before = forgotten;
            change.run();
            forgotten = ForgottenStreams.of(wishes.values());
            if (forgotten.equals(before)) {
                return;
            }
            ForgottenStreams now = forgotten;
            streams.values().removeIf(status -> now.refuses(status.stream(), status.epoch()));
            answers.forget(now);
            standing.forget(now);
        }
        publish(LiveEvent.of("all", scope -> Optional.of(all(scope))));
    }

    /** What is refused, since it was forgotten; empty while that is not known yet. */
    public synchronized Optional<ForgottenStreams> forgotten() {
        return knowsForgotten ? Optional.of(forgotten) : Optional.empty();
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
        publish(LiveEvent.of("standing", scope -> within(scope, shown)).newestOf("standing " + shown.id()));
    }

    /** A standing question that was removed. */
    public void removeStanding(String id) {
        Optional<Views.Standing> removed;
        synchronized (this) {
            removed = standing.remove(id);
        }
        Map<String, String> told = Map.of("id", id);
        removed.ifPresent(was -> publish(
                LiveEvent.of("standing-removed", scope -> within(scope, was).map(seen -> told))
                        .newestOf("standing " + id)));
    }

    public void add(Alert alert) {
        if (wanted(alert.run())) {
            Optional<Views.Alerted> alerted;
            synchronized (this) {
                if (forgotten.refusesMade(alert.stream(), alert.atMillis())) {
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
            if (forgotten.refusesMade(delta.stream(), AnswersState.began(delta.attempt()))) {
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
                if (forgotten.refusesMade(answer.stream(), answer.answeredMillis())) {
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
        String of = run.isEmpty() ? newestRun() : run;
        List<StreamStatus> ofRun = streams.values().stream()
                .filter(status -> status.run().equals(of))
                .toList();
        long running = ofRun.stream()
                .filter(status -> status.state() == StreamStatus.State.RUNNING)
                .count();
        boolean over =
                !ofRun.isEmpty() && ofRun.stream().map(StreamStatus::state).allMatch(OVER::contains);
        OptionalLong told = ofRun.stream()
                .filter(status -> !OVER.contains(status.state()))
                .mapToLong(StreamStatus::updatedMillis)
                .max();
        Heartbeat.Signs signs = new Heartbeat.Signs(line.heardMillis(), told, line.reads(), endedRuns.ended(of), over);
        return line.view(run, now, Heartbeat.of(signs, now, unread), running, Map.copyOf(unreadable));
    }

    /** The run that a stream has told its state of last; empty where there is no stream. */
    private String newestRun() {
        return streams.values().stream()
                .max(Comparator.comparingLong(StreamStatus::updatedMillis))
                .map(StreamStatus::run)
                .orElse("");
    }

    /** The newest snapshot of each subtask of the run shown. */
    public synchronized List<MetricSnapshot> snapshots() {
        return line.snapshots();
    }

    /** The streams of the run shown that are within a scope, by id. */
    public synchronized List<Stream> streamViews(StreamScope scope) {
        return streams.values().stream()
                .filter(status -> run.isEmpty() || status.run().equals(run))
                .filter(status -> scope.sees(status.stream()))
                .map(LiveState::view)
                .toList();
    }

    /** Everything within a scope; the line as a whole, whose totals are nobody's secret. */
    public synchronized All all(StreamScope scope) {
        return new All(
                lineView(),
                streamViews(scope),
                seen(answers.questions(), scope, Views.Asked::stream),
                seen(answers.answers(), scope, Views.Answered::stream),
                seen(answers.writing(), scope, Views.Writing::stream),
                standingViews(scope),
                seen(standing.alerts(), scope, Views.Alerted::stream),
                seen(standing.history(), scope, Views.Alerted::stream));
    }

    /** The answers within a scope that are remembered, oldest first. */
    public synchronized List<Views.Answered> answerViews(StreamScope scope) {
        return seen(answers.remembered(), scope, Views.Answered::stream);
    }

    /** The alerts within a scope, oldest first. */
    public synchronized List<Views.Alerted> alertViews(StreamScope scope) {
        return seen(standing.alerts(), scope, Views.Alerted::stream);
    }

    /** A question that was asked once with what is within a scope of its answers; empty where it is of other streams, or not known. */
    public synchronized Optional<Views.AskedAnswered> question(String id, StreamScope scope) {
        return seen(answers.question(id).stream().toList(), scope, Views.Asked::stream).stream()
                .findFirst()
                .map(asked -> new Views.AskedAnswered(
                        asked.id(),
                        asked.question(),
                        asked.stream(),
                        asked.askedMillis(),
                        seen(answers.answersTo(id), scope, Views.Answered::stream),
                        seen(answers.writing(), scope, Views.Writing::stream).stream()
                                .filter(writing -> writing.questionId().equals(id))
                                .toList()));
    }

    /** The standing questions that have to do with a scope, by id. */
    public synchronized List<Views.Standing> standingViews(StreamScope scope) {
        return standing.questions().stream()
                .flatMap(question -> within(scope, question).stream())
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

    /** What has to do with every stream, as a question put to each, everyone sees. */
    private static <T> List<T> seen(List<T> views, StreamScope scope, Function<T, String> stream) {
        return views.stream()
                .filter(view -> stream.apply(view).isEmpty() || scope.sees(stream.apply(view)))
                .toList();
    }

    /** A standing question without the patterns that have nothing to do with a scope; empty where none has. */
    private static Optional<Views.Standing> within(StreamScope scope, Views.Standing question) {
        if (scope.whole() || question.streams().isEmpty()) {
            return Optional.of(question);
        }
        List<String> touched = scope.touched(question.streams());
        return touched.isEmpty() ? Optional.empty() : Optional.of(question.withStreams(touched));
    }

    private boolean wanted(String of) {
        return configuredRun.isEmpty() || configuredRun.get().equals(of);
    }

    private static Stream view(StreamStatus status) {
        return new Stream(
                status.stream(),
                status.run(),
                status.state().name(),
                status.epoch(),
                status.lastFrameMicros(),
                status.lastFrameMillis(),
                status.frames(),
                status.dropped(),
                status.reconnects(),
                status.message(),
                status.updatedMillis());
    }

    private void publish(LiveEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }
}
