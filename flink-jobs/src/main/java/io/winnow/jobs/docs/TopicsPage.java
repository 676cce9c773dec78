package io.winnow.jobs.docs;

import io.winnow.records.Units;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.time.Duration;
import java.util.stream.Collectors;

/** Every topic of a pipeline. */
final class TopicsPage {
    private static final TopicNames SHOP = new TopicNames(TopicNames.DEFAULT_PREFIX, "shop");

    private static final String OWN = """

            ## A retention of its own

            A source with a `retention`, such as `1h`, has topics of its own in place of %s: those of all sources with the same retention, named after it, as in `%s` and `%s`. `retention.ms` is that retention (of dead letters, at most 30 days), and `winnow topics check`
            refuses a longer one, since the name promises it. `previews` and `answer-deltas` need none: no retention is shorter than theirs. `questions` say what was asked, and nothing of what was seen.

            A stream belongs to the source of its id, or to that of the nearest folder that it is in: `walk/1.mp4` to `walk`, unless there is a source `walk/1.mp4`. All of an edge's topics are read as one; each stream's records stay in one partition of one of them.
            """;

    private TopicsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("# Topics\n\nA topic's full name is `PREFIX.PIPELINE.NAME.v1`, as in `"
                + SHOP.of(TopicRegistry.TOKENS)
                + "`. `winnow topics create` creates what is missing, `winnow topics check` compares what is there,"
                + " `winnow topics acls` prints the rights that each role needs.\n\n"
                + "| name | carries | key | partitions | cleanup | kept | largest record |\n"
                + "| --- | --- | --- | --- | --- | --- | --- |\n");
        for (Topic<?> topic : TopicRegistry.ALL) {
            page.append("| `")
                    .append(topic.name())
                    .append("` | ")
                    .append(topic.text())
                    .append(" | ")
                    .append(topic.key())
                    .append(" | ")
                    .append(topic.partitions())
                    .append(" | ")
                    .append(topic.cleanup().policy())
                    .append(" | ")
                    .append(topic.retention().map(Units::write).orElse("newest of each key"))
                    .append(" | ")
                    .append(Units.writeBytes(topic.largestBytes()))
                    .append(" |\n");
        }
        return page.append(
                        "\nTokens reconstruct people: a shorter retention of all streams is set on the topic itself, and is never")
                .append(" changed back. One of a single stream is its source's:\n")
                .append(OWN.formatted(
                        TopicRegistry.OF_STREAMS.stream()
                                .map(topic -> "`" + topic + "`")
                                .collect(Collectors.joining(", ")),
                        SHOP.of(TopicRegistry.TOKENS.kept(Duration.ofHours(1))),
                        SHOP.of(TopicRegistry.TOKENS_DLQ.kept(Duration.ofHours(1)))))
                .toString();
    }
}
