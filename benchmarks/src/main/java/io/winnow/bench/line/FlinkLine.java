package io.winnow.bench.line;

import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.RunStore;
import io.winnow.topics.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs pipelines of decode, tokenize and prune, one after the other, on a broker and a Flink inside this process, with the options that everybody has by default. */
final class FlinkLine implements AutoCloseable {
    private static final int JOBS = 2;

    private final Path folder;
    private final EmbeddedBroker broker;
    private final EmbeddedFlink flink;
    private int runs;

    private FlinkLine(Path folder, EmbeddedBroker broker, EmbeddedFlink flink) {
        this.folder = folder;
        this.broker = broker;
        this.flink = flink;
    }

    /** Starts broker and Flink, for pipelines that need as much memory as this load's, in a new folder: what other lines wrote is not read again. */
    static FlinkLine start(Path parent, Load load) throws IOException {
        Path folder = Files.createTempDirectory(parent, "line-");
        EmbeddedBroker broker = EmbeddedBroker.in(folder.resolve("broker"));
        ResolvedPipeline like = new Resolver().resolve(definition(load, Edges.KAFKA, "line", broker, folder));
        broker.start();
        try {
            return new FlinkLine(folder, broker, EmbeddedFlink.start(JOBS, like.memory(), Map.of()));
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private static PipelineDefinition definition(
            Load load, Edges edges, String name, EmbeddedBroker broker, Path folder) {
        StringBuilder text = new StringBuilder("name: " + name + "\nstages: [tokenize, prune]\nsources:\n");
        for (int i = 1; i <= load.streams(); i++) {
            text.append("  - {id: camera-")
                    .append(i)
                    .append(", address: \"")
                    .append(load.clip().file());
            text.append("\"}\n");
        }
        List<String> settings = List.of(
                "decode.policy=" + load.policy(),
                "edges.tokens=" + edges.link(),
                "edges.pruned=kafka",
                "delivery=" + edges.delivery(),
                "kafka.bootstrap=" + broker.bootstrap(),
                "flink.restart-attempts=0",
                "flink.state-folder=" + folder.resolve("runs"));
        return PipelineDefinition.parse(text.toString(), name, folder, settings);
    }

    /** From the first stream's start to the last one's end on the topic of what prune keeps. */
    double seconds(Load load, Edges edges) throws InterruptedException {
        String name = "line-" + ++runs;
        PipelineDefinition definition = definition(load, edges, name, broker, folder);
        PipelineRunner runner = new PipelineRunner(flink, RunStore.of(definition.flink()));
        try (LineEnd end = new LineEnd(
                        broker.bootstrap(), new TopicNames(definition.kafka().prefix(), name));
                RunningPipeline running = runner.start(
                        new Resolver().resolve(definition),
                        StartOptions.defaults().withCreateTopics(true).withFresh(true))) {
            while (end.ended() < load.streams()) {
                // Looking takes requests that make Flink collect its metrics, so not while records come.
                if (!end.read()) {
                    running.look();
                }
            }
            load.check(end.frames());
            running.cancel();
            return end.seconds();
        }
    }

    @Override
    public void close() {
        flink.close();
        broker.close();
    }
}
