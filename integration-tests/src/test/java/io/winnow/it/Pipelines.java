package io.winnow.it;

import io.winnow.jobs.Installation;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.TopicNeeds;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.SourceDefinition;
import io.winnow.jobs.kafka.BrokerTopics;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.StoredRun;
import io.winnow.records.Question;
import io.winnow.topics.TopicPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Pipelines over files, of runs whose id the test chooses, so that ids of records can be compared too. */
final class Pipelines {
    private Pipelines() {}

    /**
     * One with the shipped bundles.
     *
     * @param state folder of runs
     * @param settings each {@code KEY=VALUE}
     */
    static ResolvedPipeline resolve(String name, Path state, List<Path> files, String... settings) {
        List<String> addresses = files.stream().map(Path::toString).toList();
        return of(name, state, PipelineDefinition.named(addresses), settings);
    }

    /** The same over any sources. */
    static ResolvedPipeline of(String name, Path state, List<SourceDefinition> sources, String... settings) {
        return of(Installation.models(), name, state, sources, settings);
    }

    /** The same with bundles of a folder. */
    static ResolvedPipeline of(
            Path models, String name, Path state, List<SourceDefinition> sources, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "flink.state-folder=" + state,
                "decode.memory=256MiB",
                "decode.children=1",
                "delivery=exactly-once",
                "engine.reader=onnx-fp32"));
        all.addAll(List.of(settings));
        return new Resolver(models).resolve(PipelineDefinition.forSources(name, sources, all));
    }

    /** A question of now on every stream, to any run: a broker soon deletes what an old Kafka timestamp puts beyond its retention. */
    static Question question(String id, String text) {
        long now = System.currentTimeMillis();
        return new Question(id, "", text, Optional.empty(), Optional.empty(), Optional.empty(), now, Optional.empty());
    }

    /** Stores a run as if it had been opened and none of its jobs submitted yet: the next start is that run. */
    static StoredRun open(ResolvedPipeline pipeline, String run) throws InterruptedException {
        PipelineDefinition definition = pipeline.definition();
        RunStore store = RunStore.of(definition.flink());
        StoredRun opened = new StoredRun(
                run,
                definition.name(),
                pipeline.digest(),
                pipeline.parts(),
                "",
                null,
                System.currentTimeMillis(),
                store.folder()
                        .resolve("checkpoints-" + definition.name())
                        .toUri()
                        .toString(),
                definition.needsKafka() ? topics(definition) : Map.of(),
                Map.of());
        store.save(opened);
        return opened;
    }

    private static Map<String, List<Long>> topics(PipelineDefinition definition) throws InterruptedException {
        try (BrokerTopics broker = BrokerTopics.connect(definition.kafka())) {
            Map<String, Integer> partitions = new TreeMap<>();
            for (TopicPlan plan : TopicNeeds.of(definition).plans()) {
                if (!broker.prepare(plan).isEmpty()) {
                    throw new IllegalStateException("topics are not as they must be: " + broker.check(plan));
                }
                partitions.putAll(broker.partitions(plan.names(), plan.topics()));
            }
            return broker.ends(partitions);
        }
    }
}
