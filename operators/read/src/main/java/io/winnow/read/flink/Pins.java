package io.winnow.read.flink;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which windows of a stream must stay, because requests rest on them. */
final class Pins {
    private final Map<String, Map<String, List<Long>>> streams = new HashMap<>();

    /** Numbers of the windows. */
    Collection<Long> of(String stream) {
        return streams.getOrDefault(stream, Map.of()).values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    /** A request rests on these, and on no others any more. */
    void put(String stream, String request, List<Long> windows) {
        streams.computeIfAbsent(stream, any -> new HashMap<>()).put(request, windows);
    }

    void remove(String stream, String request) {
        Optional.ofNullable(streams.get(stream)).ifPresent(requests -> requests.remove(request));
    }
}
