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

    /** What is wrong with it, the end of a sentence, which repeats nothing of it; empty where nothing is. */
    Optional<String> problem() {
        // As brokers take them.
        boolean named =
                topic.matches("[A-Za-z0-9._-]+") && !topic.matches("[.]{1,2}") && topic.length() <= LONGEST_TOPIC;
        if (!named) {
            return Optional.of("names no topic: write kafka:TOPIC, or kafka:TOPIC/KEY for the records of one key; the"
                    + " broker is that of kafka.bootstrap");
        }
        return key.filter(String::isEmpty).isPresent()
                ? Optional.of("names no key behind its topic: write one, or leave out the slash")
                : Optional.empty();
    }

    /** What the demuxer calls its playlist: a path, since it looks at nothing with another scheme. */
    String path() {
        String folder = key.map(it -> "/" + URLEncoder.encode(it, StandardCharsets.UTF_8))
                .orElse("");
        return "kafka/" + topic + folder + "/pieces.m3u8";
    }

    /** The last part of its name; empty where it names nothing. */
    public String shortName() {
        return problem().isPresent() ? "" : key.orElse(topic);
    }

    /** As it is written. What names no topic may be an address of another kind, with credentials, and is not shown. */
    @Override
    public String toString() {
        return PREFIX
                + (problem().isPresent()
                        ? "..."
                        : topic + key.map(it -> "/" + it).orElse(""));
    }
}
