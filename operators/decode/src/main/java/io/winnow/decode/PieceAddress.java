package io.winnow.decode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * The address of a stream whose encoded pieces a topic brings: {@code kafka:TOPIC}, or {@code kafka:TOPIC/KEY} for those with that key. Which broker has the topic, the pipeline says.
 *
 * @param topic as somebody wrote it; not checked
 * @param key of the wanted records; empty for those of any one key
 */
public record PieceAddress(String topic, Optional<String> key) {
    private static final String PREFIX = "kafka:";
    private static final int LONGEST_TOPIC = 249;

    public PieceAddress {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
    }

    /** Reads one; empty for an address of another kind. */
    public static Optional<PieceAddress> of(String address) {
        if (!address.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            return Optional.empty();
        }
        String place = address.substring(PREFIX.length());
        int slash = place.indexOf('/');
        return Optional.of(
                slash < 0
                        ? new PieceAddress(place, Optional.empty())
                        : new PieceAddress(place.substring(0, slash), Optional.of(place.substring(slash + 1))));
    }

    /** What is wrong with it, the end of a sentence; empty where nothing is. */
    Optional<String> problem() {
        // As brokers take them.
        boolean named =
                topic.matches("[A-Za-z0-9._-]+") && !topic.matches("[.]{1,2}") && topic.length() <= LONGEST_TOPIC;
        return named && !key.filter(String::isEmpty).isPresent()
                ? Optional.empty()
                : Optional.of("names no topic: write kafka:TOPIC, or kafka:TOPIC/KEY for the records of one key; the"
                        + " broker is that of kafka.bootstrap");
    }

    /** What the demuxer calls it: a path, since it looks at nothing with another scheme. */
    String path() {
        return "kafka/" + topic
                + key.map(it -> "/" + URLEncoder.encode(it, StandardCharsets.UTF_8))
                        .orElse("");
    }

    /** As it is written. */
    @Override
    public String toString() {
        return PREFIX + topic + key.map(it -> "/" + it).orElse("");
    }
}
