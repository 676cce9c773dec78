package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.archive.LocalPlace;
import io.winnow.archive.RunTokens;
import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.Preflight;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.TopicNeeds;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.SourceDefinition;
import io.winnow.jobs.kafka.BrokerTopics;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.RunStore;
import io.winnow.records.Answer;
import io.winnow.records.Element;
import io.winnow.records.RunEnded;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import io.winnow.topics.TopicRegistry;
import io.winnow.topics.TopicRemoval;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sources, one of which is kept for an hour and the other as long as its topics are, run to their end over Kafka edges. */
class OwnRetentionIT {
    private static final String PIPELINE = "yard";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final TopicNames NAMES = new TopicNames(TopicNames.DEFAULT_PREFIX, PIPELINE);

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void runTheLine() throws IOException, InterruptedException {
        Path walk = Files.createDirectory(folder.resolve("walk"));
        Media.steady(walk.resolve("1.mp4"), "testsrc2=size=320x240:rate=25", 15);
        Files.write(walk.resolve("2.mp4"), "no clip at all".getBytes(StandardCharsets.UTF_8));
        Path door = Media.steady(folder.resolve("door.mp4"), "mandelbrot=size=320x240:rate=25", 10);
        broker = EmbeddedBroker.in(folder.resolve("broker"));
        broker.start();
        ResolvedPipeline pipeline = Pipelines.of(
                PIPELINE,
                folder.resolve("state"),
                List.of(
                        new SourceDefinition("walk", walk.toString(), "", HOUR),
                        new SourceDefinition("door", door.toString(), "")),
                "decode.policy=keep-all",
                "edges.pruned=kafka",
                "edges.questions=given",
                "archive=" + folder.resolve("archive"),
                "kafka.bootstrap=" + broker.bootstrap(),
                "flink.parallelism=2",
                "flink.checkpoint-interval=500ms");
        StartOptions options = StartOptions.defaults()
                .withQuestions(List.of(Pipelines.question("what", "What is in the picture?")))
                .withCreateTopics(true);
        try (EmbeddedFlink flink = EmbeddedFlink.start(8, pipeline.memory(), Map.of());
                RunningPipeline running = new PipelineRunner(
                                flink, RunStore.of(pipeline.definition().flink()))
                        .start(pipeline, options)) {
            running.await();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static <T> List<T> read(Topic<T> topic) {
        return Topics.read(broker.bootstrap(), PIPELINE, topic);
    }

    @Test
    void recordsOfEachSourceAreInItsOwnTopicsAlone() {
        for (Topic<Element> topic : List.of(TopicRegistry.TOKENS, TopicRegistry.PRUNED)) {
            assertThat(Told.byStream(read(topic))).containsOnlyKeys("door");
            assertThat(Told.byStream(read(topic.kept(HOUR))))
                    .containsKey("walk/1.mp4")
                    .doesNotContainKey("door");
        }
        assertThat(read(TopicRegistry.SOURCES_DLQ)).isEmpty();
    }

    @Test
    void theArchiveHoldsNothingThatWouldHaveToGo() throws IOException {
        RunTokens kept =
                RunTokens.open(new LocalPlace(folder.resolve("archive"))).orElseThrow();
        assertThat(kept.rows(path -> true, row -> true))
                .isNotEmpty()
                .allMatch(row -> row.item().path().equals("door"));
    }

    @Test
    void questionsOfBothAreAnswered() {
        assertThat(Told.answers(read(TopicRegistry.ANSWERS)))
                .extracting(Answer::stream)
                .containsExactly("door");
        assertThat(Told.answers(read(TopicRegistry.ANSWERS.kept(HOUR))))
                .extracting(Answer::stream)
                .contains("walk/1.mp4")
                .doesNotContain("door");
    }

    @Test
    void aRunEndsInEveryPartitionOfAllItsTopics() {
        assertThat(marks(TopicRegistry.TOKENS)).isEqualTo(2L * TopicRegistry.TOKENS.partitions());
        assertThat(marks(TopicRegistry.TOKENS.kept(HOUR))).isEqualTo(2L * TopicRegistry.TOKENS.partitions());
        assertThat(marks(TopicRegistry.ANSWERS.kept(HOUR))).isEqualTo(2L * TopicRegistry.ANSWERS.partitions());
    }

    private static long marks(Topic<?> topic) {
        return read(topic).stream().filter(RunEnded.class::isInstance).count();
    }

    @Test
    void theBrokerKeepsNoneOfThemForLonger() throws Exception {
        try (BrokerTopics topics = BrokerTopics.connect(definition("").kafka())) {
            for (Topic<?> topic : List.of(
                    TopicRegistry.TOKENS,
                    TopicRegistry.PRUNED,
                    TopicRegistry.ANSWERS,
                    TopicRegistry.SOURCES_DLQ,
                    TopicRegistry.TOKENS_DLQ,
                    TopicRegistry.PRUNED_DLQ)) {
                assertThat(TopicRemoval.of(topics.admin(), List.of(NAMES.of(topic.kept(HOUR)))))
                        .singleElement()
                        .satisfies(
                                removal -> assertThat(removal.retentionMillis()).isEqualTo(HOUR.toMillis()));
            }
        }
    }

    @Test
    void whoReadsAnothersTokensMustSayWhatIsKeptAsShort() throws Exception {
        assertThat(Preflight.kafka(definition("")))
                .filteredOn(finding -> finding.code().equals("TOPIC_RETENTION"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.where()).isEqualTo(NAMES.of(TopicRegistry.TOKENS.kept(HOUR)));
                    assertThat(finding.hint()).contains("retention: 1h");
                });
        PipelineDefinition named = definition("sources: [{id: walk, retention: 1h}]");
        assertThat(Preflight.kafka(named))
                .isNotEmpty()
                .allMatch(finding -> finding.code().equals("TOPIC_MISSING"));
        try (BrokerTopics topics = BrokerTopics.connect(named.kafka())) {
            TopicPlan tokens =
                    TopicNeeds.of(named).among(topics.names()).plans().get(1);
            assertThat(tokens.topics()).containsExactly(TopicRegistry.TOKENS, TopicRegistry.TOKENS.kept(HOUR));
        }
    }

    private static PipelineDefinition definition(String more) {
        return PipelineDefinition.parse("""
                name: again
                stages: [prune, read]
                edges.tokens: kafka:yard
                kafka.bootstrap: "%s"
                %s
                """.formatted(broker.bootstrap(), more), "again.yaml", folder, List.of());
    }
}
