package io.winnow.cli.live;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.kafka.BrokerTopics;
import io.winnow.records.ForgottenStreams;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/**
 * A pipeline on a broker.
 *
 * @param kafka how clients reach the broker
 * @param names of its topics
 */
public record LivePipeline(KafkaOptions kafka, TopicNames names) {

    /**
     * The one that a command line means: that of its file or name, or the only one there is.
     *
     * @throws CommandFailure where none or several could be meant
     */
    static LivePipeline of(PipelineOptions options) throws InterruptedException {
        return of(options.broker(), options.name());
    }

    /**
     * The one of a name, or the only one there is.
     *
     * @param kafka how clients reach the broker, which is given
     * @throws CommandFailure where none or several could be meant
     */
    public static LivePipeline of(KafkaOptions kafka, Optional<String> named) throws InterruptedException {
        try (BrokerTopics broker = BrokerTopics.connect(kafka)) {
            Set<String> topics = broker.admin().listTopics().names().get();
            List<String> pipelines = pipelines(kafka.prefix(), topics);
            String name = named.orElseGet(() -> only(pipelines, kafka));
            if (!pipelines.contains(name)) {
                throw CommandFailure.unreachable(
                        "NO_PIPELINE",
                        "the broker has no topics of a pipeline " + name,
                        kafka.bootstrap(),
                        pipelines.isEmpty() ? "Start one with winnow run." : "It has: " + String.join(", ", pipelines));
            }
            return new LivePipeline(kafka, new TopicNames(kafka.prefix(), name));
        } catch (ExecutionException e) {
            throw CommandFailure.unreachable(
                    "BROKER_REFUSED",
                    "the broker does not list its topics: "
                            + String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage()),
                    kafka.bootstrap(),
                    "See winnow topics acls.");
        }
    }

    /** Whether it has a topic; one that an earlier version created lacks those that came later. */
    public boolean has(Topic<?> topic) {
        return TopicRecords.topics(this).contains(names.of(topic));
    }

    /** That the broker does not hand out one of its topics. */
    public CommandFailure refused(String topic, KafkaException why) {
        return new CommandFailure(
                CommandFailure.unreachable(
                                "BROKER_REFUSED",
                                "the broker does not hand out the topic " + topic + ": " + why.getMessage(),
                                kafka.bootstrap(),
                                "See winnow topics acls.")
                        .failure(),
                Optional.of(why));
    }

    /** What of its streams is refused, since they were forgotten; nothing where the pipeline has no control topic. */
    public ForgottenStreams forgotten() {
        return ForgottenStreams.of(
                TopicRecords.newest(this, TopicRegistry.CONTROL).values());
    }

    private static List<String> pipelines(String prefix, Set<String> topics) {
        String suffix = "." + TopicRegistry.METRICS.name() + ".v1";
        return topics.stream()
                .filter(topic -> topic.startsWith(prefix + ".") && topic.endsWith(suffix))
                .map(topic -> topic.substring(prefix.length() + 1, topic.length() - suffix.length()))
                .sorted()
                .toList();
    }

    private static String only(List<String> pipelines, KafkaOptions kafka) {
        if (pipelines.size() == 1) {
            return pipelines.get(0);
        }
        throw CommandFailure.usage(
                "NO_PIPELINE",
                pipelines.isEmpty() ? "the broker has topics of no pipeline" : "several pipelines could be meant",
                kafka.bootstrap(),
                pipelines.isEmpty()
                        ? "Start one with winnow run."
                        : "Give --pipeline with one of: " + String.join(", ", pipelines));
    }
}
