package io.winnow.gateway.live;

import io.winnow.gateway.live.Views.Line.State;
import io.winnow.records.MetricSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a run lives, by what was heard of it last.
 *
 * @param ageMillis of the newest snapshot; empty where none has come
 * @param state that follows from it
 * @param problem what is wrong, in a sentence; empty where nothing is
 */
record Heartbeat(OptionalLong ageMillis, State state, String problem) {
    /** Three times as long as a Flink that was told nothing else waits between two reports. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    /**
     * How it is.
     *
     * @param snapshots the newest of each subtask
     * @param nowMillis by this machine's clock
     * @param ended whether the run's readers have marked its end
     * @param streamsOver whether there are streams, and none that could bring more
     * @param unread why the topics are not read at the moment
     */
    static Heartbeat of(
            Collection<MetricSnapshot> snapshots,
            long nowMillis,
            boolean ended,
            boolean streamsOver,
            Optional<String> unread) {
        OptionalLong age = snapshots.stream().mapToLong(MetricSnapshot::atMillis).max().stream()
                .map(newest -> Math.max(0, nowMillis - newest))
                .findFirst();
        boolean silent = age.isPresent() && age.getAsLong() > SILENCE.toMillis();
        boolean reads = snapshots.stream().anyMatch(snapshot -> snapshot.stage().equals(LineState.READ));
        State state;
        if (age.isEmpty()) {
            state = State.WAITING;
        } else if (ended || (silent && !reads && streamsOver)) {
            state = State.ENDED;
        } else {
            state = silent ? State.SILENT : State.RUNNING;
        }
        return new Heartbeat(age, state, unread.orElseGet(() -> state == State.SILENT ? silence(age.getAsLong()) : ""));
    }

    private static String silence(long ageMillis) {
        long seconds = ageMillis / 1000;
        String since = seconds < 120 ? seconds + " s" : seconds / 60 + " min";
        return "the pipeline has said nothing for " + since + "; see its log or winnow pipelines list";
    }
}
