package io.winnow.jobs;

import io.winnow.jobs.definition.EdgeOptions;
import io.winnow.jobs.definition.Link;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.topics.Retentions;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicFinding;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import io.winnow.topics.TopicRegistry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The topics that a pipeline reads or writes.
 *
 * @param plans one for its own, and one for each other pipeline whose topic it reads
 * @param retentions of its sources
 */
public record TopicNeeds(List<TopicPlan> plans, Retentions retentions) {
    public TopicNeeds {
        plans = List.copyOf(plans);
    }

    /** What a pipeline needs; nothing where no record leaves its process. */
    public static TopicNeeds of(PipelineDefinition definition) {
        if (!definition.needsKafka()) {
            return new TopicNeeds(List.of(), Retentions.NONE);
        }
        TopicNames names = new TopicNames(definition.kafka().prefix(), definition.name());
        short replication = (short) definition.kafka().replication();
        List<TopicPlan> plans = new ArrayList<>();
        Retentions retentions = definition.retentions();
        List<Topic<?>> own = own(definition).stream()
                .flatMap(topic -> retentions.topics(topic).stream())
                .toList();
        plans.add(new TopicPlan(names, own, Map.of(), replication));
        other(definition, Stage.PRUNE, TopicRegistry.TOKENS, names, plans);
        other(definition, Stage.READ, TopicRegistry.PRUNED, names, plans);
        return new TopicNeeds(plans, retentions);
    }

    /**
     * The same with the topics that other pipelines have for sources with a retention of their own.
     *
     * @param there full names of the broker's topics
     */
    public TopicNeeds among(Set<String> there) {
        List<TopicPlan> all = new ArrayList<>(plans.subList(0, Math.min(1, plans.size())));
        plans.stream().skip(1).forEach(other -> {
            Set<Topic<?>> topics = new LinkedHashSet<>(other.topics());
            other.topics().forEach(topic -> topics.addAll(other.names().among(topic, there)));
            all.add(new TopicPlan(other.names(), List.copyOf(topics), other.partitions(), other.replication()));
        });
        return new TopicNeeds(all, retentions);
    }

    /** What other pipelines keep for a time that no source of this one has. */
    public List<TopicFinding> unnamed() {
        return plans.stream()
                .skip(1)
                .flatMap(other -> retentions.unnamed(other).stream())
                .toList();
    }

    private static Set<Topic<?>> own(PipelineDefinition definition) {
        Set<Topic<?>> topics = new LinkedHashSet<>();
        // Every stage hears of it what is forgotten.
        topics.add(TopicRegistry.CONTROL);
        if (definition.has(Stage.TOKENIZE)) {
            topics.addAll(List.of(
                    TopicRegistry.CONTROL_DLQ,
                    TopicRegistry.STREAMS,
                    TopicRegistry.PREVIEWS,
                    TopicRegistry.SOURCES_DLQ));
            if (definition.edges().tokens().isKafka()) {
                topics.add(TopicRegistry.TOKENS);
            }
            if (definition.keep().any()) {
                topics.add(TopicRegistry.TOKENS_DLQ);
            }
        }
        if (definition.has(Stage.PRUNE)) {
            topics.add(TopicRegistry.TOKENS_DLQ);
            if (definition.edges().pruned().isKafka()) {
                topics.add(TopicRegistry.PRUNED);
            }
        }
        if (definition.has(Stage.READ)) {
            topics.add(TopicRegistry.PRUNED_DLQ);
            topics.add(TopicRegistry.QUESTIONS_DLQ);
            if (definition.edges().questions() == EdgeOptions.Questions.TOPIC) {
                topics.addAll(List.of(
                        TopicRegistry.QUESTIONS,
                        TopicRegistry.STANDING_QUESTIONS,
                        TopicRegistry.STANDING_QUESTIONS_DLQ,
                        TopicRegistry.ALERTS,
                        TopicRegistry.ALERTS_DLQ));
            }
            if (definition.edges().answers() == EdgeOptions.Answers.TOPIC) {
                topics.addAll(List.of(TopicRegistry.ANSWERS, TopicRegistry.ANSWER_DELTAS));
            }
        }
        topics.add(TopicRegistry.METRICS);
        return topics;
    }

    private static void other(
            PipelineDefinition definition, Stage stage, Topic<?> topic, TopicNames names, List<TopicPlan> plans) {
        if (definition.has(stage)) {
            definition
                    .before(stage)
                    .map(Link::pipeline)
                    .filter(pipeline -> !pipeline.isEmpty())
                    .ifPresent(pipeline -> plans.add(
                            new TopicPlan(names.withPipeline(pipeline), List.of(topic), Map.of(), (short) 0)));
        }
    }
}
