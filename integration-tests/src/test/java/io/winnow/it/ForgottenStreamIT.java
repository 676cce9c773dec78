package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.archive.LocalPlace;
import io.winnow.archive.RunTokens;
import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.RunStore;
import io.winnow.records.DeadLetter;
import io.winnow.records.TokenRecord;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream is forgotten by command while its jobs run: nothing of it is answered or archived any more, also after a restart, and it begins anew when it is added. */
class ForgottenStreamIT {
    private static final String PIPELINE = "forgetful";
    private static final String GATE = "gate.mp4";
    private static final String DOOR = "door.mp4";
    private static final int FRAMES = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private String bootstrap = "";

    private List<JsonNode> command(String... arguments) {
        return CommandRun.documents(Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of("--pipeline", PIPELINE, "--set", "kafka.bootstrap=" + bootstrap))
                .toArray(String[]::new));
    }

    /** @return the question's id */
    private String ask(String stream) {
        return command("questions", "add", "What is in the picture?", "--stream", stream)
                .get(0)
                .get("id")
                .asText();
    }

    private boolean isAnswered(String question) {
        return Told.answers(Topics.read(bootstrap, PIPELINE, TopicRegistry.ANSWERS)).stream()
                .anyMatch(answer -> answer.questionId().equals(question));
    }

    private void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }

    private int archived(String stream) throws IOException {
        int rows = 0;
        for (RunTokens run : RunTokens.open(new LocalPlace(folder.resolve("archive"))).stream()
                .toList()) {
            rows += run.rows(stream::equals, row -> true).size();
        }
        return rows;
    }

    private ResolvedPipeline pipeline(Path gate, Path door) {
        return Pipelines.resolve(
                PIPELINE,
                folder.resolve("state"),
                List.of(gate, door),
                "decode.policy=keep-all",
                "decode.stay=true",
                "edges.tokens=kafka",
                "edges.pruned=local",
                "archive=" + folder.resolve("archive"),
                "archive-records=4",
                "kafka.bootstrap=" + bootstrap,
                "flink.parallelism=1",
                "flink.checkpoint-interval=500ms");
    }

    @Test
    void nothingOfAForgottenStreamIsAnsweredOrKeptAndItBeginsAnew() throws Exception {
        Path gate = Media.steady(folder.resolve(GATE), "testsrc2=size=320x240:rate=25", FRAMES);
        Path door = Media.steady(folder.resolve(DOOR), "mandelbrot=size=320x240:rate=25", FRAMES);
        try (EmbeddedBroker broker = EmbeddedBroker.in(folder.resolve("broker"))) {
            broker.start();
            bootstrap = broker.bootstrap();
            ResolvedPipeline pipeline = pipeline(gate, door);
            Pipelines.open(pipeline, "run-1");
            try (EmbeddedFlink flink = EmbeddedFlink.start(3, pipeline.memory(), Map.of())) {
                try (RunningPipeline running = start(flink, pipeline)) {
                    String before = ask(GATE);
                    await(() -> isAnswered(before));
                    await(() -> archived(GATE) == FRAMES && archived(DOOR) == FRAMES);
                    forget();
                    running.cancel();
                }
                try (RunningPipeline running = start(flink, pipeline)) {
                    nothingIsLeft();
                    comesBack(gate);
                    running.cancel();
                }
            }
        }
    }

    private static RunningPipeline start(EmbeddedFlink flink, ResolvedPipeline pipeline) throws InterruptedException {
        return new PipelineRunner(flink, RunStore.of(pipeline.definition().flink()))
                .start(pipeline, StartOptions.defaults());
    }

    private void forget() throws IOException {
        JsonNode done = command(
                        "streams",
                        "forget",
                        GATE,
                        "--archive",
                        folder.resolve("archive").toString())
                .get(0);

        assertThat(done.get("streams").get(0).asText()).isEqualTo(GATE);
        assertThat(done.at("/archives/0/rows").asInt()).isEqualTo(FRAMES);
        assertThat(done.get("left").findValuesAsText("topic")).contains("winnow.forgetful.tokens.v1");
        assertThat(archived(GATE)).isZero();
        assertThat(archived(DOOR)).isEqualTo(FRAMES);
    }

    private void nothingIsLeft() {
        String after = ask(GATE);
        String other = ask(DOOR);
        await(() -> isAnswered(other));
        await(() -> Topics.read(bootstrap, PIPELINE, TopicRegistry.QUESTIONS_DLQ).stream()
                .map(DeadLetter::key)
                .anyMatch(after::equals));
        assertThat(isAnswered(after)).isFalse();
    }

    private void comesBack(Path gate) throws IOException {
        command("streams", "add", GATE, gate.toString());
        await(() -> tokens() == 2L * FRAMES);
        String anew = ask(GATE);
        await(() -> isAnswered(anew));
        await(() -> archived(GATE) == FRAMES);
    }

    private long tokens() {
        return Topics.read(bootstrap, PIPELINE, TopicRegistry.TOKENS).stream()
                .filter(element -> element instanceof TokenRecord record
                        && record.origin().stream().equals(GATE))
                .count();
    }
}
