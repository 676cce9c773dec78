package io.winnow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.run.MemoryPlan;
import io.winnow.model.Bundle;
import io.winnow.records.Question;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicPlan;
import io.winnow.topics.TopicRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineBuilderTest {
    private static final Bundle BUNDLE = Bundle.open(Installation.models().resolve("lite0-cells"));
    private static final Question QUESTION = new Question(
            "q1", "", "What is it?", Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());

    private static ResolvedPipeline pipeline(String... overrides) {
        PipelineDefinition definition = PipelineDefinition.forSources(
                "shop", PipelineDefinition.named(List.of("/videos/door.mp4")), List.of(overrides));
        Map<Stage, String> digests = new EnumMap<>(Stage.class);
        definition.general().stages().forEach(stage -> digests.put(stage, "digest"));
        return new ResolvedPipeline(
                definition,
                new UsedBundles(Optional.of(BUNDLE), Optional.of(BUNDLE)),
                digests,
                MemoryPlan.NONE,
                new TreeMap<>());
    }

    private static List<StreamGraph> graphs(ResolvedPipeline pipeline, List<Question> questions) {
        return graphs(pipeline, questions, topic -> true);
    }

    /** @param known which topics the run knows */
    private static List<StreamGraph> graphs(
            ResolvedPipeline pipeline, List<Question> questions, Predicate<Topic<?>> known) {
        Map<String, List<Long>> offsets = new TreeMap<>();
        for (TopicPlan plan : TopicNeeds.of(pipeline.definition()).plans()) {
            for (Topic<?> topic : plan.topics()) {
                if (known.test(topic)) {
                    offsets.put(plan.names().of(topic), Collections.nCopies(topic.partitions(), 0L));
                }
            }
        }
        RunPlan plan = new RunPlan("run-1", offsets, "file:///checkpoints", questions, List.of());
        List<StreamGraph> graphs = new ArrayList<>();
        for (PlannedJob job : PlannedJob.of(pipeline.definition())) {
            graphs.add(new LineBuilder().build(pipeline, job, plan, Optional.empty()));
        }
        return graphs;
    }

    @ParameterizedTest
    @CsvSource({
        "kafka, kafka, topic, topic, 3",
        "kafka, local, topic, topic, 2",
        "local, kafka, topic, collected, 2",
        "local, local, given, collected, 1"
    })
    void everyLineHasItsJobsAndEveryOperatorItsUid(
            String tokens, String pruned, String questions, String answers, int jobs) {
        List<StreamGraph> graphs = graphs(
                pipeline(
                        "edges.tokens=" + tokens,
                        "edges.pruned=" + pruned,
                        "edges.questions=" + questions,
                        "edges.answers=" + answers,
                        "flink.parallelism=2"),
                List.of(QUESTION));
        assertThat(graphs).hasSize(jobs);
        for (StreamGraph graph : graphs) {
            // Fails where an operator has no uid, since none is generated.
            assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
        }
    }

    @Test
    void anArchiveReadsTheTopicOfTokensAsAJobOfItsOwn() {
        List<StreamGraph> graphs = graphs(pipeline("archive=/kept", "edges.pruned=kafka"), List.of());

        assertThat(graphs).hasSize(4);
        assertThat(uids(graphs.subList(3, 4))).contains("archive-from-tokens", "archive", "archive-to-tokens.dlq");
        assertThat(graphs.get(3).getJobGraph().getNumberOfVertices()).isPositive();
    }

    @Test
    void uidsAreTheSameWhateverTheLinks() {
        List<String> kafka = uids(graphs(pipeline("edges.pruned=kafka"), List.of()));
        List<String> local = uids(graphs(pipeline("edges.tokens=local"), List.of()));
        List<String> stages =
                List.of("decode", "tokenize", "tokenize-tally", "prune", "prune-tally", "read", "read-tally");
        assertThat(kafka).containsAll(stages);
        assertThat(local).containsAll(stages);
    }

    @Test
    void standingQuestionsAreHeardWhereQuestionsComeByTheirTopic() {
        List<String> asked = uids(graphs(pipeline(), List.of()));
        assertThat(asked).contains("read-from-standing-questions", "read-to-standing-questions.dlq", "read-to-alerts");
        List<String> given = uids(graphs(pipeline("edges.questions=given"), List.of(QUESTION)));
        assertThat(given).doesNotContain("read-from-standing-questions", "read-to-alerts");
    }

    @Test
    void aRunThatBeganBeforeThereWereStandingQuestionsGoesOnWithoutThem() {
        assertThat(uids(graphs(
                        pipeline(),
                        List.of(),
                        topic -> !topic.equals(TopicRegistry.STANDING_QUESTIONS)
                                && !topic.equals(TopicRegistry.ALERTS))))
                .contains("read-from-questions")
                .doesNotContain("read-from-standing-questions", "read-to-alerts");
    }

    @Test
    void smallPicturesGoToTheirTopicWhereTheRunKnowsIt() {
        assertThat(uids(graphs(pipeline(), List.of()))).contains("tokenize-previews-wanted", "tokenize-to-previews");
        // The sink stays where none are made, so that a run can go on after the option has changed.
        assertThat(uids(graphs(pipeline("previews.topic=false"), List.of()))).contains("tokenize-to-previews");
        assertThat(uids(graphs(pipeline(), List.of(), topic -> !topic.equals(TopicRegistry.PREVIEWS))))
                .doesNotContain("tokenize-to-previews");
    }

    private static List<String> uids(List<StreamGraph> graphs) {
        return graphs.stream()
                .flatMap(graph -> graph.getStreamNodes().stream())
                .map(StreamNode::getTransformationUID)
                .toList();
    }

    @Test
    void aLineThatAnswersGivenQuestionsNeedsOne() {
        ResolvedPipeline asked = pipeline("edges.tokens=local", "edges.questions=given", "edges.answers=collected");
        assertThatThrownBy(() -> graphs(asked, List.of())).hasMessageContaining("it is given none");
    }
}
