package io.winnow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicFinding;
import io.winnow.topics.TopicPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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

    @Test
    void sourcesWithARetentionOfTheirOwnNeedTopicsOfTheirOwn() {
        PipelineDefinition shop = PipelineDefinition.parse(
                "{name: shop, stages: [tokenize], sources: [{id: door, address: a.mp4, retention: 1h}]}",
                "shop.yaml",
                Path.of("/"),
                List.of());
        assertThat(TopicNeeds.of(shop).plans().get(0).topics())
                .extracting(Topic::name)
                .containsExactly(
                        "control",
                        "control.dlq",
                        "streams",
                        "previews",
                        "sources.dlq",
                        "sources-1h.dlq",
                        "tokens",
                        "tokens-1h",
                        "metrics");
    }

    @Test
    void allThatAnotherPipelineHasOfAnEdgeIsReadAndMustBeNamed() {
        PipelineDefinition again = PipelineDefinition.parse(
                "{name: again, stages: [prune, read], edges: {tokens: 'kafka:shop'}, sources: [{id: door, retention: 1h}]}",
                "again.yaml",
                Path.of("/"),
                List.of());
        Set<String> there = Set.of(
                "winnow.shop.tokens.v1",
                "winnow.shop.tokens-1h.v1",
                "winnow.shop.tokens-2h.v1",
                "winnow.shop.pruned-3h.v1");
        TopicNeeds needs = TopicNeeds.of(again).among(there);
        assertThat(needs.plans().get(1).topics())
                .extracting(Topic::name)
                .containsExactly("tokens", "tokens-1h", "tokens-2h");
        assertThat(needs.unnamed()).extracting(TopicFinding::topic).containsExactly("winnow.shop.tokens-2h.v1");
        assertThat(needs.plans().get(0)).isEqualTo(TopicNeeds.of(again).plans().get(0));
    }
}
