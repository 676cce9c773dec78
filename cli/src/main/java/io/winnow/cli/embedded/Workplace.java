package io.winnow.cli.embedded;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.Refused;
import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.PlannedJob;
import io.winnow.jobs.Preflight;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.metrics.Reporters;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.Flink;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.SessionFlink;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Where a pipeline runs: the configured broker and cluster, or those of this command, started side by side. */
public final class Workplace implements AutoCloseable {
    private final Optional<EmbeddedBroker> broker;
    private final Flink flink;
    private final ResolvedPipeline pipeline;

    private Workplace(Optional<EmbeddedBroker> broker, Flink flink, ResolvedPipeline pipeline) {
        this.broker = broker;
        this.flink = flink;
        this.pipeline = pipeline;
    }

    /**
     * Starts what is not configured.
     *
     * @param brokerFolder for a broker's data
     * @throws CommandFailure where the broker does not start, or Prometheus cannot be answered
     */
    public static Workplace open(ResolvedPipeline resolved, Path brokerFolder) {
        PipelineDefinition definition = resolved.definition();
        Refused.ifAny(Preflight.prometheus(definition));
        boolean own = definition.needsKafka() && definition.kafka().bootstrap().isEmpty();
        Optional<EmbeddedBroker> broker = own ? Optional.of(EmbeddedBroker.in(brokerFolder)) : Optional.empty();
        ResolvedPipeline pipeline =
                broker.map(it -> resolved.withBootstrap(it.bootstrap())).orElse(resolved);
        CompletableFuture<Void> starting = CompletableFuture.runAsync(() -> broker.ifPresent(EmbeddedBroker::start));
        Flink flink = flink(pipeline);
        try {
            starting.join();
            return new Workplace(broker, flink, pipeline);
        } catch (CompletionException e) {
            flink.close();
            throw e.getCause() instanceof CommandFailure failure ? failure : e;
        }
    }

    private static Flink flink(ResolvedPipeline pipeline) {
        PipelineDefinition definition = pipeline.definition();
        if (!definition.flink().rest().isEmpty()) {
            return SessionFlink.at(definition.flink().addresses());
        }
        int slots = PlannedJob.of(definition).size() * definition.flink().parallelism();
        return EmbeddedFlink.start(slots, pipeline.memory(), Reporters.of(definition));
    }

    /** The pipeline, with the broker it has here. */
    public ResolvedPipeline pipeline() {
        return pipeline;
    }

    /** Whether the broker is this command's own, so that its topics are to be created. */
    public boolean ownBroker() {
        return broker.isPresent();
    }

    public Flink flink() {
        return flink;
    }

    /** Starts pipelines here. */
    public PipelineRunner runner() {
        return new PipelineRunner(flink, RunStore.of(pipeline.definition().flink()));
    }

    @Override
    public void close() {
        flink.close();
        Reporters.close();
        broker.ifPresent(EmbeddedBroker::close);
    }
}
