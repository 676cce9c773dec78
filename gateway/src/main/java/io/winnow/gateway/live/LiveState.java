package io.winnow.gateway.live;

import io.winnow.gateway.live.Views.All;
import io.winnow.gateway.live.Views.Line;
import io.winnow.gateway.live.Views.Stream;
import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.Question;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StreamStatus;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All that the page shows, for one run: the configured one, or the newest. Safe for use by many threads. */
public final class LiveState {
    private final Optional<String> configuredRun;
    private final Clock clock;
    private final LineState line = new LineState();
    private final AnswersState answers = new AnswersState();
    private final StandingState standing = new StandingState();
    private final Map<String, StreamStatus> streams = new TreeMap<>();
    private final Map<String, Long> unreadable = new HashMap<>();
    private final List<Consumer<LiveEvent>> listeners = new CopyOnWriteArrayList<>();
    private String run;
    private long runMillis;

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

    public void add(MetricSnapshot snapshot) {
        if (measured(snapshot)) {
            publish(new LiveEvent("all", all()));
        }
    }

    /** Takes a snapshot in; whether it is the first of a newer run, which is then the one shown. */
    private synchronized boolean measured(MetricSnapshot snapshot) {
        String before = run;
        if (configuredRun.isEmpty() && !snapshot.run().equals(run) && snapshot.atMillis() >= runMillis) {
            run = snapshot.run();
            line.clear();
        }
        if (snapshot.run().equals(run)) {
            runMillis = Math.max(runMillis, snapshot.atMillis());
            line.add(snapshot);
        }
        return !run.equals(before);
    }

    public void add(StreamStatus status) {
        boolean shown;
        synchronized (this) {
            streams.put(status.stream(), status);
            shown = run.isEmpty() || run.equals(status.run());
        }
        if (shown) {
            publish(new LiveEvent("stream", view(status)));
        }
    }

    /** A stream that was removed. */
    public void removeStream(String stream) {
        synchronized (this) {
            streams.remove(stream);
        }
        publish(new LiveEvent("removed", Map.of("stream", stream)));
    }

    public void add(Question question) {
        if (question.run().isEmpty() || wanted(question.run())) {
            Optional<Views.Asked> asked;
            synchronized (this) {
                asked = answers.add(question);
            }
            asked.ifPresent(shown -> publish(new LiveEvent("question", shown)));
        }
    }

    /** A standing question, or what it has become. */
    public void add(StandingQuestion question) {
        Views.Standing shown;
        synchronized (this) {
            shown = standing.add(question);
        }
        publish(new LiveEvent("standing", shown));
    }

    /** A standing question that was removed. */
    public void removeStanding(String id) {
        synchronized (this) {
            standing.remove(id);
        }
        publish(new LiveEvent("standing-removed", Map.of("id", id)));
    }

    public void add(Alert alert) {
        if (wanted(alert.run())) {
            Optional<Views.Alerted> alerted;
            synchronized (this) {
                alerted = standing.add(alert);
            }
            alerted.ifPresent(shown -> publish(new LiveEvent("alert", shown)));
        }
    }

    public void add(AnswerDelta delta) {
        Optional<Views.Writing> writing;
        synchronized (this) {
            writing = answers.add(delta);
        }
        writing.ifPresent(shown -> publish(new LiveEvent("writing", shown)));
    }

    public void add(Answer answer) {
        if (wanted(answer.run())) {
            Optional<Views.Answered> answered;
            synchronized (this) {
                answered = answers.add(answer);
            }
            answered.ifPresent(shown -> publish(new LiveEvent("answer", shown)));
        }
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
        publish(new LiveEvent("line", now));
    }

    public synchronized Line lineView() {
        long running = streams.values().stream()
                .filter(status -> status.run().equals(run) && status.state() == StreamStatus.State.RUNNING)
                .count();
        return line.view(run, clock.millis(), running, Map.copyOf(unreadable));
    }

    /** The streams of the run shown, by id. */
    public synchronized List<Stream> streamViews() {
        return streams.values().stream()
                .filter(status -> run.isEmpty() || status.run().equals(run))
                .map(LiveState::view)
                .toList();
    }

    public synchronized All all() {
        return new All(
                lineView(),
                streamViews(),
                answers.questions(),
                answers.answers(),
                answers.writing(),
                standing.questions(),
                standing.alerts());
    }

    /** The standing questions, by id. */
    public synchronized List<Views.Standing> standingViews() {
        return standing.questions();
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
