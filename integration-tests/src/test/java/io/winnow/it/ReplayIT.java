package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.TopicNeeds;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.kafka.BrokerTopics;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.records.Answer;
import io.winnow.records.Question;
import io.winnow.records.Span;
import io.winnow.records.StandingQuestion;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.GroupListing;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pipeline's topic of tokens took in is pruned and read again, on a real broker, when the pipeline has ended. */
class ReplayIT {
    private static final String PIPELINE = "again";
    private static final int FRAMES = 60;

    /** A confidence is computed in single precision, in an order of sums that depends on the batch. */
    private static final Offset<Double> ROUNDING = Offset.offset(1e-5);

    @TempDir
    Path folder;

    private Path file = Path.of("");

    /** What is on the broker that a replay could have changed. */
    private record Traces(Map<String, List<Long>> ends, List<String> groups) {}

    @Test
    void aReplayAnswersAsThePipelineDidAndLeavesNoTrace() throws Exception {
        Media.steady(folder.resolve("gate.mp4"), "testsrc2=size=320x240:rate=25", FRAMES);
        Media.steady(folder.resolve("door.mp4"), "mandelbrot=size=320x240:rate=25", FRAMES);
        try (EmbeddedBroker broker = EmbeddedBroker.in(folder.resolve("broker"))) {
            broker.start();
            file = pipeline(broker);
            ResolvedPipeline pipeline = new Resolver().resolve(PipelineDefinition.parse(file, List.of()));
            Pipelines.open(pipeline, "run-1");
            ask(pipeline);
            CommandRun.documents("run", file.toString());
            List<Answer> answers =
                    Told.answers(Topics.read(broker.bootstrap(), PIPELINE, TopicRegistry.ANSWERS)).stream()
                            .filter(answer -> answer.questionId().startsWith("once"))
                            .toList();
            assertThat(answers).hasSize(3);
            Traces before = traces(pipeline.definition());

            List<JsonNode> again = replay();
            List<JsonNode> less = replay("--keep", "0.1", "--question", "Is it red?", "--stream", "door.mp4");

            same(answers, again);
            assertThat(again)
                    .filteredOn(line -> line.path("questionId").asText().equals("standing"))
                    .extracting(line -> line.get("occurrence").asLong())
                    .as("one of each second, however fast the reader was then")
                    .containsExactly(1L, 2L);
            JsonNode counts = again.get(again.size() - 1);
            assertThat(counts.get("frames").asInt()).isEqualTo(2 * FRAMES);
            assertThat(counts.get("tokenized").asInt()).isEqualTo(2 * FRAMES);
            assertThat(counts.get("answers").asInt()).isEqualTo(again.size() - 1);
            assertThat(less.get(less.size() - 1).get("kept").asInt())
                    .isLessThan(counts.get("kept").asInt() / 2);
            assertThat(less)
                    .anyMatch(line -> line.path("question").asText().equals("Is it red?")
                            && line.get("stream").asText().equals("door.mp4"));
            assertThat(traces(pipeline.definition())).isEqualTo(before);
            forgotten();
        }
    }

    private Path pipeline(EmbeddedBroker broker) throws IOException {
        return Files.writeString(
                folder.resolve("again.yaml"), """
                name: %s
                sources: [gate.mp4, door.mp4]
                decode.policy: keep-all
                decode.memory: 256MiB
                decode.children: 1
                prune.window.length: 1s
                edges.pruned: kafka
                delivery: exactly-once
                engine.reader: onnx-fp32
                kafka.bootstrap: %s
                flink.checkpoint-interval: 500ms
                flink.state-folder: %s
                """.formatted(PIPELINE, broker.bootstrap(), folder.resolve("state")));
    }

    private static void ask(ResolvedPipeline pipeline) throws InterruptedException {
        long now = System.currentTimeMillis();
        Question some = new Question(
                "once-some",
                "",
                "What is in the picture?",
                Optional.of("gate.mp4"),
                Optional.of(1_000_000L),
                Optional.of(2_000_000L),
                now,
                Optional.of(now + 3_600_000));
        StandingQuestion standing = new StandingQuestion(
                "standing",
                "Does anything move?",
                List.of("gate*"),
                Optional.of(1_000L),
                Optional.empty(),
                "",
                Optional.empty(),
                now);
        try (QuestionWriter writer = new QuestionWriter(
                pipeline.definition().kafka(), new TopicNames(TopicNames.DEFAULT_PREFIX, PIPELINE))) {
            writer.ask(Pipelines.question("once-all", "What is in the picture?"));
            writer.ask(some);
            writer.stand(standing);
        }
    }

    private List<JsonNode> replay(String... more) {
        return CommandRun.documents(command(more));
    }

    private String[] command(String... more) {
        return Stream.concat(Stream.of("replay", file.toString(), "--from", "-1h"), Stream.of(more))
                .toArray(String[]::new);
    }

    private static void same(List<Answer> answers, List<JsonNode> again) {
        assertThat(again)
                .filteredOn(line -> line.path("questionId").asText().startsWith("once"))
                .hasSameSizeAs(answers);
        for (Answer answer : answers) {
            assertThat(again)
                    .filteredOn(line -> isOf(line, answer))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.get("answer").asText()).isEqualTo(answer.answer());
                        assertThat(line.get("confidence").asDouble()).isEqualTo(answer.confidence(), ROUNDING);
                        assertThat(line.at("/original/answer").asText()).isEqualTo(answer.answer());
                        assertThat(line.at("/original/reader").asText())
                                .isEqualTo(answer.reader().toString());
                        assertThat(line.at("/tokens/kept").asLong())
                                .isEqualTo(answer.counts().kept());
                        assertThat(StreamSupport.stream(line.get("evidence").spliterator(), false)
                                        .map(span -> span.get("startMicros").asLong()))
                                .containsExactlyElementsOf(answer.evidence().stream()
                                        .map(Span::startMicros)
                                        .toList());
                    });
        }
    }

    private static boolean isOf(JsonNode line, Answer answer) {
        return line.path("questionId").asText().equals(answer.questionId())
                && line.path("stream").asText().equals(answer.stream());
    }

    /** A stream that was forgotten since is not told of again. */
    private void forgotten() {
        CommandRun.documents("streams", "forget", "gate.mp4", "--file", file.toString());

        CommandRun replayed = CommandRun.of(command());

        assertThat(replayed.status()).as("a question named the stream").isEqualTo(5);
        assertThat(replayed.documents())
                .filteredOn(line -> line.has("stream"))
                .extracting(line -> line.get("stream").asText())
                .containsExactly("door.mp4");
    }

    private static Traces traces(PipelineDefinition definition) throws Exception {
        try (BrokerTopics broker = BrokerTopics.connect(definition.kafka())) {
            Map<String, Integer> partitions = new TreeMap<>();
            for (TopicPlan plan : TopicNeeds.of(definition).plans()) {
                partitions.putAll(broker.partitions(plan.names(), plan.topics()));
            }
            Collection<GroupListing> groups = broker.admin().listGroups().all().get();
            List<String> ids =
                    new ArrayList<>(groups.stream().map(GroupListing::groupId).toList());
            ids.sort(null);
            return new Traces(broker.ends(partitions), ids);
        }
    }
}
