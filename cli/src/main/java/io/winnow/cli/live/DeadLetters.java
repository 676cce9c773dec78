package io.winnow.cli.live;

import io.winnow.cli.command.CommandFailure;
import io.winnow.records.DeadLetter;
import io.winnow.records.RecordId;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pipeline's dead-letter topics hold, each letter once. */
final class DeadLetters {
    private DeadLetters() {}

    /**
     * A dead letter where it lies.
     *
     * @param in the topic that holds it
     */
    record Found(Topic<DeadLetter> in, DeadLetter letter) {

        /** Full name of the topic that its record came from; empty where it came from none, as an input does. A stage that knows only records leaves the topic out or names it shortly. */
        Optional<String> origin(TopicNames names) {
            if (in.equals(TopicRegistry.SOURCES_DLQ)) {
                return Optional.empty();
            }
            String stated = letter.topic().isEmpty() ? in.name().replaceFirst("[.]dlq$", "") : letter.topic();
            return Optional.of(names.find(stated).<String>map(names::of).orElse(stated));
        }
    }

    /** Those of one topic, or of all, each once. */
    static Collection<Found> of(LivePipeline pipeline, Optional<String> topic) {
        Map<RecordId, Found> letters = new LinkedHashMap<>();
        for (Topic<DeadLetter> each : topic.map(name -> named(pipeline, name)).orElse(TopicRegistry.DEAD_LETTERS)) {
            TopicRecords.all(pipeline, each).forEach(letter -> letters.put(letter.id(), new Found(each, letter)));
        }
        return letters.values();
    }

    private static List<Topic<DeadLetter>> named(LivePipeline pipeline, String name) {
        List<Topic<DeadLetter>> meant = TopicRegistry.DEAD_LETTERS.stream()
                .filter(topic -> topic.name().equals(name)
                        || topic.name().equals(name + ".dlq")
                        || pipeline.names().of(topic).equals(name))
                .toList();
        if (meant.isEmpty()) {
            throw CommandFailure.usage(
                    "NO_TOPIC",
                    "there is no dead-letter topic " + name,
                    "TOPIC",
                    "It is one of "
                            + String.join(
                                    ", ",
                                    TopicRegistry.DEAD_LETTERS.stream()
                                            .map(Topic::name)
                                            .toList()) + ".");
        }
        return meant;
    }
}
