package io.winnow.jobs;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.run.Flink;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.EngineTrials;
import io.winnow.read.ReaderProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.ExceptionUtils;

/** A job of one record that tries a reader's engines on a task manager, since the machine that submits may be another than those that compute. */
final class ProbeJob {
    private static final String TRIALS = "engine-trials";
    private static final int SECONDS = 120;

    private final Flink flink;
    private final PipelineDefinition definition;

    ProbeJob(Flink flink, PipelineDefinition definition) {
        this.flink = flink;
        this.definition = definition;
    }

    /**
     * Submits it and waits for what it found.
     *
     * @throws PipelineFailure where the cluster cannot run it
     */
    EngineTrials run(Bundle bundle) {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.NAME, definition.name() + "/probe");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(1);
        env.fromData(Types.STRING, bundle.folder().toString())
                .uid("bundle")
                .map(new Trial(definition.engine()))
                .returns(Types.STRING)
                .uid("probe")
                .sinkTo(new DiscardingSink<>())
                .uid("away");
        JobGraph graph = env.getStreamGraph().getJobGraph();
        flink.jar(definition.flink()).ifPresent(graph::addJar);
        try {
            JobID id = flink.client().submitJob(graph).get(SECONDS, TimeUnit.SECONDS);
            return trials(flink.client().requestJobResult(id).get(SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } catch (ExecutionException | TimeoutException e) {
            throw failed(e);
        }
    }

    private static EngineTrials trials(JobResult result) throws ExecutionException {
        try {
            List<EngineTrials> found =
                    result.toJobExecutionResult(ProbeJob.class.getClassLoader()).getAccumulatorResult(TRIALS);
            return found.get(0);
        } catch (JobExecutionException | IOException | ClassNotFoundException e) {
            throw new ExecutionException(e);
        }
    }

    private PipelineFailure failed(Exception cause) {
        Throwable first = ExceptionUtils.stripExecutionException(cause);
        return new PipelineFailure(
                "NO_ENGINE",
                4,
                "the engines of the reader could not be tried on the Flink cluster: " + first.getMessage(),
                flink.rest().toString(),
                "Look at the job " + definition.name() + "/probe there, or name an engine with engine.reader.",
                cause);
    }

    /** Tries the engines of the bundle in a folder. */
    private static final class Trial extends RichMapFunction<String, String> {
        private static final long serialVersionUID = 1;

        private final EngineOptions options;

        Trial(EngineOptions options) {
            this.options = options;
        }

        @Override
        public String map(String folder) {
            ListAccumulator<EngineTrials> found = new ListAccumulator<>();
            getRuntimeContext().addAccumulator(TRIALS, found);
            found.add(ReaderProbe.run(Bundle.open(Path.of(folder)), options));
            return folder;
        }
    }
}
