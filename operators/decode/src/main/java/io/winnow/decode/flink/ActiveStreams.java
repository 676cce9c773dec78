package io.winnow.decode.flink;

import io.winnow.decode.stream.StreamReading;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The streams being read, taken in turn: all live ones, and so many of the others. */
final class ActiveStreams implements AutoCloseable {
    private final int most;
    private final List<StreamReading> readings = new ArrayList<>();
    private volatile int count;
    private int ending;
    private int next;

    ActiveStreams(int most) {
        this.most = most;
    }

    /** How many there are; from any thread. */
    int count() {
        return count;
    }

    int size() {
        return readings.size();
    }

    /** Whether a stream that ends, as live ones do not, can be read too. */
    boolean hasRoom() {
        return ending < most;
    }

    void add(StreamReading reading) {
        readings.add(reading);
        ending += reading.plan().live() ? 0 : 1;
        count = readings.size();
    }

    /** Whose turn it is; there is at least one. */
    StreamReading turn() {
        next = (next + 1) % readings.size();
        return readings.get(next);
    }

    void remove(StreamReading reading) {
        readings.remove(reading);
        ending -= reading.plan().live() ? 0 : 1;
        count = readings.size();
        reading.close();
    }

    List<VideoSplit> splits() {
        return readings.stream()
                .map(reading -> new VideoSplit(reading.plan(), reading.progress()))
                .toList();
    }

    Stream<CompletableFuture<Void>> available() {
        return readings.stream().map(StreamReading::available);
    }

    @Override
    public void close() {
        readings.forEach(StreamReading::close);
        readings.clear();
        ending = 0;
        count = 0;
    }
}
