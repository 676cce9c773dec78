package io.winnow.cli.live;

import io.winnow.cli.command.CommandFailure;
import io.winnow.records.DeadLetter;
import io.winnow.records.RecordId;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a pipeline's dead-letter topics hold, each letter once. */
final class DeadLetters {
    private DeadLetters() {}

    /**
     * A dead letter where it lies.
     *
     * @param of whose records could not be processed
     * @param in full name of the topic that holds it
     */
    record Found(Topic<DeadLetter> of, String in, DeadLetter letter) {

        /** Full name of the topic that its record came from; empty where it came from none, as an input does. A stage that knows only records leaves the topic out or names it shortly. */
        Optional<String> origin() {
            if (of.equals(TopicRegistry.SOURCES_DLQ)) {
                return Optional.empty();
            }
            boolean shortly = letter.topic().isEmpty()
                    || TopicRegistry.named(letter.topic()).isPresent();
            return Optional.of(shortly ? TopicNames.originOf(in) : letter.topic());
        }
    }

    /** Those of one topic, or of all, each once. */
    static Collection<Found> of(LivePipeline pipeline, Optional<String> topic) {
        Map<Topic<DeadLetter>, Pattern> meant = new LinkedHashMap<>();
        for (Topic<DeadLetter> each : TopicRegistry.DEAD_LETTERS) {
            topic.map(name -> meant(pipeline.names(), each, name))
                    .orElseGet(() -> Optional.of(pipeline.names().pattern(each)))
                    .ifPresent(names -> meant.put(each, names));
        }
        if (meant.isEmpty()) {
            throw CommandFailure.usage(
                    "NO_TOPIC",
                    "there is no dead-letter topic " + topic.orElse(""),
                    "TOPIC",
                    "It is one of "
                            + String.join(
                                    ", ",
                                    TopicRegistry.DEAD_LETTERS.stream()
                                            .map(Topic::name)
                                            .toList()) + ".");
        }
        Map<RecordId, Found> letters = new LinkedHashMap<>();
        meant.forEach((each, names) -> TopicRecords.each(
                pipeline, each, names, (in, letter) -> letters.put(letter.id(), new Found(each, in, letter))));
        return letters.values();
    }

    /** The topic's name means those of sources with a retention of their own as well; each of these has its own too. */
    private static Optional<Pattern> meant(TopicNames names, Topic<DeadLetter> topic, String name) {
        if (Stream.of(name, name + ".dlq").anyMatch(topic.name()::equals)
                || names.of(topic).equals(name)) {
            return Optional.of(names.pattern(topic));
        }
        return Stream.of(name, names.full(name), names.full(name + ".dlq"))
                .filter(names.pattern(topic).asMatchPredicate())
                .map(full -> Pattern.compile(Pattern.quote(full)))
                .findFirst();
    }
}
