package io.winnow.bench.topics;

import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.RunStore;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A pipeline of all stages on cameras, with a broker and a Flink inside this process. Its edges are topics, so that everything can be heard on its way. */
public final class LiveLine implements AutoCloseable {
    private static final String NAME = "live";
    private static final int JOBS = 3;

    private final EmbeddedBroker broker;
    private final EmbeddedFlink flink;
    private final RunningPipeline running;
    private final KafkaOptions kafka;
    private final TopicNames names;

    private LiveLine(
            EmbeddedBroker broker, EmbeddedFlink flink, RunningPipeline running, KafkaOptions kafka, TopicNames names) {
        this.broker = broker;
        this.flink = flink;
        this.running = running;
        this.kafka = kafka;
        this.names = names;
    }

    /**
     * Starts it, in a new folder.
     *
     * @param addresses of the cameras, whose streams are {@link #stream} 0, 1, ...
     * @param settings beside those that it has in any case
     */
    public static LiveLine start(Path parent, List<String> addresses, List<String> settings)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(parent, "live-");
        EmbeddedBroker broker = EmbeddedBroker.in(folder.resolve("broker"));
        broker.start();
        try {
            PipelineDefinition definition = definition(addresses, settings, broker, folder);
            ResolvedPipeline pipeline = new Resolver().resolve(definition);
            return run(definition, pipeline, broker);
        } catch (RuntimeException | InterruptedException e) {
            broker.close();
            throw e;
        }
    }

    private static LiveLine run(PipelineDefinition definition, ResolvedPipeline pipeline, EmbeddedBroker broker)
            throws InterruptedException {
        EmbeddedFlink flink = EmbeddedFlink.start(JOBS, pipeline.memory(), Map.of());
        try {
            RunningPipeline running = new PipelineRunner(flink, RunStore.of(definition.flink()))
                    .start(
                            pipeline,
                            StartOptions.defaults().withCreateTopics(true).withFresh(true));
            TopicNames names = new TopicNames(definition.kafka().prefix(), NAME);
            return new LiveLine(broker, flink, running, definition.kafka(), names);
        } catch (RuntimeException | InterruptedException e) {
            flink.close();
            throw e;
        }
    }

    private static PipelineDefinition definition(
            List<String> addresses, List<String> settings, EmbeddedBroker broker, Path folder) {
        StringBuilder text = new StringBuilder("name: " + NAME + "\nsources:\n");
        for (int i = 0; i < addresses.size(); i++) {
            text.append("  - {id: ").append(stream(i)).append(", address: \"");
            text.append(addresses.get(i)).append("\"}\n");
        }
        List<String> all = new ArrayList<>(List.of(
                "edges.tokens=kafka",
                "edges.pruned=kafka",
                "prune.window.frames=1",
                "delivery=at-least-once",
                "kafka.bootstrap=" + broker.bootstrap(),
                "flink.restart-attempts=0",
                "flink.state-folder=" + folder.resolve("runs")));
        all.addAll(settings);
        return PipelineDefinition.parse(text.toString(), NAME, folder, all);
    }

    /** The id of a camera's stream. */
    public static String stream(int camera) {
        return "camera-" + camera;
    }

    /** One of its topics, from the start. */
    public <T> Heard<T> hear(Topic<T> topic) {
        return new Heard<>(kafka.bootstrap(), names, topic);
    }

    /** Where questions are put. */
    public QuestionWriter questions() {
        return new QuestionWriter(kafka, names);
    }

    /** Ends it where it is. */
    @Override
    public void close() {
        running.cancel();
        running.close();
        flink.close();
        broker.close();
    }
}
