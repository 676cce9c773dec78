package io.winnow.gateway.live;

import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamStatus;
import io.winnow.records.StreamStatus.State;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** What each stream has told of itself last, of whichever run. Not safe for use by many threads. */
final class StreamsState {
    private static final Set<State> OVER = EnumSet.of(State.ENDED, State.FAILED);

    private final Map<String, StreamStatus> streams = new TreeMap<>();

    void add(StreamStatus status) {
        streams.put(status.stream(), status);
    }

    void remove(String stream) {
        streams.remove(stream);
    }

    void forget(ForgottenStreams forgotten) {
        streams.values().removeIf(status -> forgotten.refuses(status.stream(), status.epoch()));
    }

    /** Those of all runs, by id. */
    List<StreamStatus> all() {
        return List.copyOf(streams.values());
    }

    /** Those of a run, by id. */
    List<StreamStatus> of(String run) {
        return streams.values().stream()
                .filter(status -> status.run().equals(run))
                .toList();
    }

    /** The run that a stream has told its state of last; empty where there is no stream. */
    String newestRun() {
        return streams.values().stream()
                .max(Comparator.comparingLong(StreamStatus::updatedMillis))
                .map(StreamStatus::run)
                .orElse("");
    }

    /** How many of a run are being read. */
    long running(String run) {
        return of(run).stream().filter(status -> status.state() == State.RUNNING).count();
    }

    /** Whether a run has streams, and none that could bring more. */
    boolean over(String run) {
        List<StreamStatus> its = of(run);
        return !its.isEmpty() && its.stream().allMatch(StreamsState::isOver);
    }

    /** When a stream of a run that could bring more told its state last; empty where none could. */
    OptionalLong toldMillis(String run) {
        return of(run).stream()
                .filter(status -> !isOver(status))
                .mapToLong(StreamStatus::updatedMillis)
                .max();
    }

    private static boolean isOver(StreamStatus status) {
        return OVER.contains(status.state());
    }
}
