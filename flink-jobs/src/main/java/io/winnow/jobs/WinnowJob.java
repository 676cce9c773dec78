package io.winnow.jobs;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.run.Checkpoints;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.StoredRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * The entry point that a cluster runs: {@code --pipeline FILE [--job NAME] [--set KEY=VALUE]... [--fresh] [--upgrade] [--create-topics]}. Entry points of one pipeline's jobs can start side by side, each in a
 * cluster of its own that shares the state folder: the first opens the run, the others join it.
 */
public final class WinnowJob {
    private WinnowJob() {}

    /** Submits the jobs and returns; the cluster goes on with them. */
    public static void main(String[] arguments) throws Exception {
        MainArguments read = MainArguments.parse(List.of(arguments));
        EngineHome.check(WinnowJob.class.getClassLoader());
        PipelineDefinition definition = PipelineDefinition.parse(Path.of(read.pipeline()), read.overrides());
        ResolvedPipeline pipeline = new Resolver().resolve(definition);
        RunStore store = RunStore.of(definition.flink());
        try (RunStore.Lock lock = store.awaitLock(definition.name())) {
            RunOpener.Opened opened = new RunOpener(store).open(pipeline, read.options());
            ReaderEngine engine = ReaderEngine.decide(pipeline, opened.run());
            KeepChoice keep = KeepChoice.decide(engine.pipeline(), engine.run(), StartOptions.defaults());
            store.save(submit(keep, opened.resumed(), read.choose(PlannedJob.of(definition))));
        }
    }

    private static StoredRun submit(KeepChoice keep, boolean resumed, List<PlannedJob> jobs) throws Exception {
        StoredRun run = keep.run();
        RunPlan plan = new RunPlan(run.id(), run.startOffsets(), run.checkpoints(), List.of(), List.of());
        for (PlannedJob job : jobs) {
            if (run.jobs().containsKey(job.name()) && run.job(job.name()).finished()) {
                continue;
            }
            Optional<String> restore = resumed
                    ? Checkpoints.newest(run.checkpointsOf(job.name()), named()).map(Checkpoints.Retained::path)
                    : Optional.empty();
            StreamGraph graph = new LineBuilder().build(keep.pipeline(), job, plan, restore);
            JobClient client =
                    StreamExecutionEnvironment.getExecutionEnvironment().executeAsync(graph);
            run = run.with(
                    job.name(), StoredRun.StoredJob.running(client.getJobID().toHexString()));
        }
        return run;
    }

    /** What the cluster was told to start from. */
    private static Optional<String> named() {
        return Optional.ofNullable(StreamExecutionEnvironment.getExecutionEnvironment()
                .getConfiguration()
                .get(StateRecoveryOptions.SAVEPOINT_PATH));
    }
}
