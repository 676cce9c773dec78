package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.RunStore;
import io.winnow.records.Answer;
import io.winnow.records.Element;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is computed depends neither on how it is batched and spread nor on which edges are topics. Two streams of variable frame rate, in one process. */
class SameRecordsIT {
    private static final String RUN = "the-same-run";
    private static final int MOST_SLOTS = 6;

    /** A confidence is computed in single precision, in an order of sums that depends on the batch. */
    private static final double ROUNDING = 1e-6;

    @TempDir
    static Path folder;

    private static List<Path> clips = List.of();
    private static EmbeddedBroker broker;
    private static EmbeddedFlink flink;

    @BeforeAll
    static void start() throws IOException {
        clips = List.of(
                Media.uneven(folder.resolve("bars.mp4"), "testsrc2=size=320x240:rate=25", 60),
                Media.uneven(folder.resolve("fractal.mkv"), "mandelbrot=size=320x240:rate=25", 45));
        broker = EmbeddedBroker.in(folder.resolve("broker"));
        broker.start();
        flink = EmbeddedFlink.start(
                MOST_SLOTS, Pipelines.resolve("memory", folder, clips).memory(), Map.of());
    }

    @AfterAll
    static void stop() {
        flink.close();
        broker.close();
    }

    /** Runs the line to its end; what it told is in the topics of its name. */
    private static void run(String name, int batch, int parallelism, String tokens, String pruned)
            throws InterruptedException {
        ResolvedPipeline pipeline = Pipelines.resolve(
                name,
                folder.resolve("state"),
                clips,
                "decode.policy=keep-all",
                "prune.window.frames=7",
                "tokenize.batch=" + batch,
                "read.batch=" + batch,
                "edges.tokens=" + tokens,
                "edges.pruned=" + pruned,
                "edges.questions=given",
                "kafka.bootstrap=" + broker.bootstrap(),
                "flink.parallelism=" + parallelism,
                "flink.checkpoint-interval=500ms");
        Pipelines.open(pipeline, RUN);
        StartOptions options = StartOptions.defaults()
                .withQuestions(List.of(
                        Pipelines.question("what", "What is in the picture?"),
                        Pipelines.question("move", "Does anything move?")));
        try (RunningPipeline running =
                new PipelineRunner(flink, RunStore.of(pipeline.definition().flink())).start(pipeline, options)) {
            running.await();
        }
    }

    private static Map<String, List<Element>> told(String name, Topic<Element> topic) {
        return Told.byStream(Topics.read(broker.bootstrap(), name, topic));
    }

    private static List<Answer> answers(String name) {
        return Told.answers(Topics.read(broker.bootstrap(), name, TopicRegistry.ANSWERS));
    }

    @Test
    void recordsAndAnswersAreTheSameHoweverTheLineIsRun() throws InterruptedException {
        run("one-by-one", 1, 1, "kafka", "kafka");
        run("spread", 8, 2, "kafka", "kafka");
        run("joined", 8, 1, "local", "kafka");
        run("in-memory", 1, 2, "local", "local");
        assertThat(told("one-by-one", TopicRegistry.TOKENS)).hasSize(2);
        assertThat(told("spread", TopicRegistry.TOKENS)).isEqualTo(told("one-by-one", TopicRegistry.TOKENS));
        assertThat(told("one-by-one", TopicRegistry.PRUNED)).hasSize(2);
        assertThat(told("spread", TopicRegistry.PRUNED)).isEqualTo(told("one-by-one", TopicRegistry.PRUNED));
        assertThat(told("joined", TopicRegistry.PRUNED)).isEqualTo(told("one-by-one", TopicRegistry.PRUNED));
        assertThat(answers("one-by-one")).hasSize(4);
        for (String other : List.of("spread", "joined", "in-memory")) {
            assertThat(answers(other))
                    .usingRecursiveComparison()
                    .withComparatorForType(new DoubleComparator(ROUNDING), Double.class)
                    .isEqualTo(answers("one-by-one"));
        }
    }
}
