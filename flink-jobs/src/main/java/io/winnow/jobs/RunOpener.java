package io.winnow.jobs;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.kafka.BrokerTopics;
import io.winnow.jobs.kafka.BrokerUnreachable;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.jobs.run.RunIds;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.StoredRun;
import io.winnow.topics.TopicFinding;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides which run a start belongs to: the one before, where it has not ended, or a new one whose topics are read from where they end now. */
final class RunOpener {
    private final RunStore store;

    RunOpener(RunStore store) {
        this.store = store;
    }

    /**
     * A run to submit jobs for.
     *
     * @param resumed whether it has been submitted before
     */
    record Opened(StoredRun run, boolean resumed) {}

    /**
     * Opens it.
     *
     * @param options whether a run that could be resumed is left behind, or goes on with other bundles, and whether missing topics are created
     * @throws PipelineFailure where the run before cannot be resumed, or topics are not as they must be
     */
    Opened open(ResolvedPipeline pipeline, StartOptions options) throws InterruptedException {
        Optional<StoredRun> earlier = options.fresh()
                ? Optional.empty()
                : store.latest(pipeline.definition().name()).filter(run -> !run.finished());
        if (earlier.isEmpty()) {
            return new Opened(begin(pipeline, options.createTopics()), false);
        }
        StoredRun run = earlier.get();
        StoredRun resumed = RunChange.between(run, pipeline).apply(run, pipeline, options.upgrade());
        if (options.createTopics() && pipeline.definition().needsKafka()) {
            // The run may have begun with a version that needed fewer topics.
            startOffsets(pipeline.definition(), true);
        }
        return new Opened(resumed, true);
    }

    private StoredRun begin(ResolvedPipeline pipeline, boolean create) throws InterruptedException {
        PipelineDefinition definition = pipeline.definition();
        String id = RunIds.next();
        Map<String, List<Long>> offsets = definition.needsKafka() ? startOffsets(definition, create) : Map.of();
        return new StoredRun(
                id,
                definition.name(),
                pipeline.digest(),
                pipeline.parts(),
                "",
                null,
                System.currentTimeMillis(),
                checkpoints(definition) + "/" + definition.name() + "/" + id,
                offsets,
                new TreeMap<>());
    }

    private String checkpoints(PipelineDefinition definition) {
        String configured = definition.flink().checkpoints();
        if (configured.isEmpty()) {
            return store.folder().resolve("checkpoints").toUri().toString();
        }
        String folder = configured.contains("://")
                ? configured
                : Path.of(configured).toAbsolutePath().toUri().toString();
        return folder.replaceFirst("(?<=[^/])/$", "");
    }

    private static Map<String, List<Long>> startOffsets(PipelineDefinition definition, boolean create)
            throws InterruptedException {
        try (BrokerTopics broker = BrokerTopics.connect(definition.kafka())) {
            TopicNeeds needs = TopicNeeds.of(definition).among(broker.names());
            List<TopicFinding> findings = new ArrayList<>(needs.unnamed());
            Map<String, Integer> partitions = new TreeMap<>();
            for (TopicPlan plan : needs.plans()) {
                TopicNames names = plan.names();
                findings.addAll(
                        create && names.pipeline().equals(definition.name())
                                ? broker.prepare(plan)
                                : broker.check(plan));
                if (findings.isEmpty()) {
                    partitions.putAll(broker.partitions(names, plan.topics()));
                }
            }
            findings.stream().findFirst().ifPresent(finding -> {
                throw wrong(finding);
            });
            return broker.ends(partitions);
        } catch (BrokerUnreachable e) {
            throw unreachable(e);
        }
    }

    private static PipelineFailure wrong(TopicFinding finding) {
        return new PipelineFailure(
                finding.kind().name(),
                finding.kind() == TopicFinding.Kind.TOPIC_MISSING ? 4 : 2,
                finding.what(),
                finding.topic(),
                finding.hint(),
                new IllegalStateException(finding.toString()));
    }

    private static PipelineFailure unreachable(BrokerUnreachable e) {
        return new PipelineFailure(
                "BROKER_UNREACHABLE",
                4,
                String.valueOf(e.getMessage()),
                e.bootstrap(),
                "Start the broker, or correct kafka.bootstrap and kafka.client.",
                e);
    }
}
