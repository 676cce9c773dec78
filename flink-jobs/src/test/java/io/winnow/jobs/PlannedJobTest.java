package io.winnow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicPlan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedJobTest {
    private static PipelineDefinition shop(String... overrides) {
        return PipelineDefinition.forSources(
                "shop", PipelineDefinition.named(List.of("/videos/door.mp4")), List.of(overrides));
    }

    private static List<String> jobs(PipelineDefinition definition) {
        return PlannedJob.of(definition).stream().map(PlannedJob::name).toList();
    }

    @Test
    void everyKafkaEdgeBeginsANewJob() {
        assertThat(jobs(shop("edges.tokens=local", "edges.pruned=local"))).containsExactly("tokenize-prune-read");
        assertThat(jobs(shop("edges.tokens=kafka", "edges.pruned=local"))).containsExactly("tokenize", "prune-read");
        assertThat(jobs(shop("edges.tokens=local", "edges.pruned=kafka"))).containsExactly("tokenize-prune", "read");
        assertThat(jobs(shop("edges.tokens=kafka", "edges.pruned=kafka"))).containsExactly("tokenize", "prune", "read");
    }

    @Test
    void aPipelineThatEndsWithATopicHasNoJobBehindIt() {
        assertThat(jobs(shop("stages=tokenize"))).containsExactly("tokenize");
    }

    @Test
    void anArchiveHasAJobOfItsOwn() {
        assertThat(jobs(shop("archive=/kept"))).containsExactly("tokenize", "prune-read", "archive");
        assertThat(TopicNeeds.of(shop("stages=tokenize", "archive=/kept"))
                        .plans()
                        .get(0)
                        .topics())
                .extracting(Topic::name)
                .containsExactly(
                        "control",
                        "control.dlq",
                        "streams",
                        "previews",
                        "sources.dlq",
                        "tokens",
                        "tokens.dlq",
                        "metrics");
    }

    @Test
    void onlyTopicsThatAreUsedAreNeeded() {
        PipelineDefinition alone = shop("edges.tokens=local", "edges.questions=given", "edges.answers=collected");
        assertThat(TopicNeeds.of(alone).plans()).isEmpty();
        List<String> needed = TopicNeeds.of(shop("stages=tokenize")).plans().get(0).topics().stream()
                .map(Topic::name)
                .toList();
        assertThat(needed)
                .containsExactly("control", "control.dlq", "streams", "previews", "sources.dlq", "tokens", "metrics");
    }

    @Test
    void anotherPipelinesTopicIsNeededFromIt() {
        PipelineDefinition again = PipelineDefinition.parse(
                "{name: again, stages: [prune, read], edges: {tokens: 'kafka:shop'}}",
                "again.yaml",
                Path.of("/"),
                List.of());
        TopicPlan other = TopicNeeds.of(again).plans().get(1);
        assertThat(other.names().pipeline()).isEqualTo("shop");
        assertThat(other.topics()).extracting(Topic::name).containsExactly("tokens");
    }
}
