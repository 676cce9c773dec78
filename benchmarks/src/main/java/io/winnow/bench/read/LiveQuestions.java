package io.winnow.bench.read;

import io.winnow.bench.Ratio;
import io.winnow.bench.media.Clips;
import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.RunStore;
import io.winnow.records.AnswerDelta;
import io.winnow.records.Element;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about what two cameras have shown lately, asked and heard through topics as a client does, while broker and Flink run beside them: how soon the first piece of an answer is there. */
final class LiveQuestions {
    private static final String NAME = "live";
    private static final String QUESTION = "what can be seen in the left corner of the picture now";
    private static final int CAMERAS = 2;
    private static final int JOBS = 3;
    private static final int UNTIMED = 4;
    private static final long LATELY_MICROS = 8_000_000;
    private static final double NANOS = 1e9;
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private LiveQuestions() {}

    /**
     * Measures one second against the time to the first piece.
     *
     * @param questions asked one after the other
     */
    static Ratio measure(Clips clips, int questions) {
        String what = "first token, " + CAMERAS + " streams at 2 fps";
        String of = "a question to a live pipeline";
        String to = "one second";
        try {
            return Ratio.of("read", what, of, to, ratios(clips, questions), 2);
        } catch (IOException e) {
            return Ratio.notRun("read", what, of, to, 2, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    private static double[] ratios(Clips clips, int questions) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(clips.folder(), "live-");
        try (Cameras cameras = new Cameras(clips.command());
                EmbeddedBroker broker = EmbeddedBroker.in(folder.resolve("broker"))) {
            broker.start();
            PipelineDefinition definition = definition(cameras, broker, folder);
            ResolvedPipeline pipeline = new Resolver().resolve(definition);
            try (EmbeddedFlink flink = EmbeddedFlink.start(JOBS, pipeline.memory(), Map.of());
                    RunningPipeline running = new PipelineRunner(flink, RunStore.of(definition.flink()))
                            .start(
                                    pipeline,
                                    StartOptions.defaults()
                                            .withCreateTopics(true)
                                            .withFresh(true))) {
                double[] ratios = asked(definition, questions);
                running.cancel();
                return ratios;
            }
        }
    }

    private static PipelineDefinition definition(Cameras cameras, EmbeddedBroker broker, Path folder) {
        StringBuilder text = new StringBuilder("name: " + NAME + "\nsources:\n");
        for (int camera = 0; camera < CAMERAS; camera++) {
            text.append("  - {id: ").append(stream(camera)).append(", address: \"");
            text.append(cameras.address(camera)).append("\"}\n");
        }
        List<String> settings = List.of(
                "edges.tokens=kafka",
                "edges.pruned=kafka",
                "prune.window.frames=1",
                "delivery=at-least-once",
                "kafka.bootstrap=" + broker.bootstrap(),
                "flink.restart-attempts=0",
                "flink.state-folder=" + folder.resolve("runs"));
        return PipelineDefinition.parse(text.toString(), NAME, folder, settings);
    }

    private static String stream(int camera) {
        return "camera-" + camera;
    }

    private static double[] asked(PipelineDefinition definition, int questions)
            throws IOException, InterruptedException {
        TopicNames names = new TopicNames(definition.kafka().prefix(), NAME);
        String bootstrap = definition.kafka().bootstrap();
        List<Double> ratios = new ArrayList<>();
        try (Heard<Element> windows = new Heard<>(bootstrap, names, TopicRegistry.PRUNED);
                Heard<AnswerDelta> pieces = new Heard<>(bootstrap, names, TopicRegistry.ANSWER_DELTAS);
                QuestionWriter writer = new QuestionWriter(definition.kafka(), names)) {
            Map<String, Long> seen = new HashMap<>();
            for (int number = 0; number < UNTIMED + questions; number++) {
                String stream = stream(number % CAMERAS);
                double seconds = seconds(question(number, stream, end(stream, windows, seen)), writer, pieces);
                if (number >= UNTIMED) {
                    ratios.add(1 / seconds);
                }
            }
        }
        return ratios.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Question question(int number, String stream, long endMicros) {
        return new Question(
                "question-" + number,
                "",
                QUESTION,
                Optional.of(stream),
                Optional.of(Math.max(0, endMicros - LATELY_MICROS)),
                Optional.of(endMicros),
                System.currentTimeMillis(),
                Optional.empty());
    }

    /** Where the newest window of a stream ends, once it has shown for as long as questions are about. */
    private static long end(String stream, Heard<Element> windows, Map<String, Long> seen) throws IOException {
        long started = System.nanoTime();
        do {
            for (Element element : windows.next(SHORT)) {
                if (element instanceof PrunedWindow window) {
                    seen.merge(window.origin().stream(), window.span().endMicros(), Math::max);
                }
            }
            refuseAfter(started, "a camera's windows");
        } while (seen.getOrDefault(stream, 0L) < LATELY_MICROS);
        return seen.getOrDefault(stream, 0L);
    }

    /** From before the question is sent until the first piece of its answer is heard. */
    private static double seconds(Question question, QuestionWriter writer, Heard<AnswerDelta> pieces)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        writer.ask(question);
        while (pieces.next(SHORT).stream().noneMatch(piece -> piece.questionId().equals(question.id()))) {
            refuseAfter(started, "an answer");
        }
        return (System.nanoTime() - started) / NANOS;
    }

    private static void refuseAfter(long startedNanos, String what) throws IOException {
        if (System.nanoTime() - startedNanos > PATIENCE.toNanos()) {
            throw new IOException(what + " did not come within " + PATIENCE.toSeconds() + " seconds");
        }
    }
}
