package io.winnow.decode.flink;

import io.winnow.decode.stream.StreamReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The streams being read, taken in turn: all that go on for as long as they like, and so many of the others. */
final class ActiveStreams implements AutoCloseable {
    private final int most;
    private final List<Active> streams = new ArrayList<>();
    private volatile int count;
    private int ending;
    private int next;

    /**
     * A stream that is read.
     *
     * @param from where its reading began
     */
    record Active(VideoSplit from, StreamReading reading) {
        /** As it is now. */
        VideoSplit split() {
            return from.at(reading.progress(), reading.paused());
        }
    }

    ActiveStreams(int most) {
        this.most = most;
    }

    /** How many there are; from any thread. */
    int count() {
        return count;
    }

    int size() {
        return streams.size();
    }

    /** Whether one of the others can be read too. */
    boolean hasRoom() {
        return ending < most;
    }

    void add(Active stream) {
        streams.add(stream);
        ending += stream.from().plan().lasting() ? 0 : 1;
        count = streams.size();
    }

    /** Whose turn it is; there is at least one. */
    Active turn() {
        next = (next + 1) % streams.size();
        return streams.get(next);
    }

    Optional<Active> find(String split) {
        return streams.stream()
                .filter(stream -> stream.from().splitId().equals(split))
                .findFirst();
    }

    /** Gives one up, if it is here, and closes its reading. */
    void remove(Active stream) {
        if (streams.remove(stream)) {
            ending -= stream.from().plan().lasting() ? 0 : 1;
        }
        count = streams.size();
        stream.reading().close();
    }

    List<VideoSplit> splits() {
        return streams.stream().map(Active::split).toList();
    }

    Stream<CompletableFuture<Void>> available() {
        return streams.stream().map(stream -> stream.reading().available());
    }

    @Override
    public void close() {
        streams.forEach(stream -> stream.reading().close());
        streams.clear();
        ending = 0;
        count = 0;
    }
}
