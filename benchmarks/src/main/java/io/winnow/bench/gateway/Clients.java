package io.winnow.bench.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What clients do to a gateway.
 *
 * @param eventStreams that they hold open
 * @param requests a second, questions among them
 * @param questions a second, each waited for until it has its answer
 * @param length of time in which they ask
 */
record Clients(int eventStreams, int requests, int questions, Duration length) {

    Clients {
        if (questions < 1 || questions > requests) {
            throw new IllegalArgumentException(questions + " questions are not among " + requests + " requests");
        }
    }

    /** As {@link ClientProgram} takes it. */
    List<String> arguments(URI gateway, List<String> streams) {
        return List.of(
                gateway.toString(),
                Integer.toString(eventStreams),
                Integer.toString(requests),
                Integer.toString(questions),
                length.toString(),
                String.join(",", streams));
    }

    @Override
    public String toString() {
        return eventStreams + " event streams and " + requests + " requests/s, of which " + questions + " ask";
    }
}
