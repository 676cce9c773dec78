package io.winnow.gateway.live;

import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamStatus;
import io.winnow.records.StreamStatus.State;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What each stream has told of itself last, of whichever run. Not safe for use by many threads. */
final class StreamsState {
    private final Map<String, Heard> streams = new TreeMap<>();
    private long count;

    /** A state, when it came by this machine's clock, and how many came before. */
    private record Heard(StreamStatus status, long atMillis, long nth) {
        boolean over() {
            return status.state().over();
        }

        boolean stopped() {
            return status.state() == State.STOPPED;
        }

        /** Whether its pipeline reads it: one that is paused says nothing, whether or not the pipeline runs. */
        boolean read() {
            return !over() && !stopped() && status.state() != State.PAUSED;
        }
    }

    /** @param heardMillis when it came, by this machine's clock */
    void add(StreamStatus status, long heardMillis) {
        streams.put(status.stream(), new Heard(status, heardMillis, count++));
    }

    void remove(String stream) {
        streams.remove(stream);
    }

    void forget(ForgottenStreams forgotten) {
        streams.values()
                .removeIf(heard -> forgotten.refuses(
                        heard.status().stream(), heard.status().epoch()));
    }

    /** Those of all runs, by id. */
    List<StreamStatus> all() {
        return streams.values().stream().map(Heard::status).toList();
    }

    /** Those of a run, by id. */
    List<StreamStatus> of(String run) {
        return heard(run).map(Heard::status).toList();
    }

    private Stream<Heard> heard(String run) {
        return streams.values().stream().filter(heard -> heard.status().run().equals(run));
    }

    /** The run that a stream has told its state of last; empty where there is no stream. */
    String newestRun() {
        return streams.values().stream()
                .max(Comparator.comparingLong(Heard::nth))
                .map(heard -> heard.status().run())
                .orElse("");
    }

    /** How many of a run are being read. */
    long running(String run) {
        return of(run).stream()
                .filter(status -> status.state() == State.RUNNING)
                .count();
    }

    /** Whether a run has streams, and none that could bring more. */
    boolean over(String run) {
        return heard(run).findAny().isPresent() && heard(run).allMatch(Heard::over);
    }

    /** Whether a stream of a run has told last that it goes on. */
    boolean goesOn(String run) {
        return heard(run).anyMatch(Heard::read);
    }

    /** Whether a run was stopped with its streams, and none goes on. */
    boolean stopped(String run) {
        return heard(run).anyMatch(Heard::stopped) && !goesOn(run);
    }

    /** When a stream of a run that is read, or was until the run was stopped, told its state last; empty where there is none. */
    OptionalLong heardMillis(String run) {
        return heard(run)
                .filter(heard -> heard.read() || heard.stopped())
                .mapToLong(Heard::atMillis)
                .max();
    }
}
