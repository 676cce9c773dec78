package io.winnow.jobs.docs;

import io.winnow.records.Units;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;

/** Every topic of a pipeline. */
final class TopicsPage {
    private TopicsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("# Topics\n\nA topic's full name is `PREFIX.PIPELINE.NAME.v1`, as in `"
                + new TopicNames(TopicNames.DEFAULT_PREFIX, "shop").of(TopicRegistry.TOKENS)
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
        return page.append("\nTokens reconstruct people: a shorter retention is set on the topic itself, and is never")
                .append(" changed back.\n")
                .toString();
    }
}
