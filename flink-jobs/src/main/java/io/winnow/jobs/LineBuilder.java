package io.winnow.jobs;

import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.run.JobName;
import io.winnow.jobs.run.JobSettings;
import io.winnow.records.Element;
import io.winnow.records.flink.StageTraces;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Joins the stages of one job: what their local edges carry stays in memory, what comes before and after them is a topic. */
final class LineBuilder implements JobBuilder {

    @Override
    public StreamGraph build(ResolvedPipeline pipeline, PlannedJob job, RunPlan plan, Optional<String> restore) {
        Configuration settings = JobSettings.of(
                pipeline.definition().flink(),
                new JobName(pipeline.definition().name(), job.name(), plan.run()).toString(),
                plan.checkpointsOf(job),
                restore);
        settings.set(
                PipelineOptions.GLOBAL_JOB_PARAMETERS,
                Map.of(
                        StageTraces.RATIO,
                        Double.toString(pipeline.definition().metrics().tracesRatio())));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(pipeline.definition().flink().parallelism());
        Line line = new Line(env, pipeline, plan);
        if (job.archives()) {
            line.archive();
        }
        Optional<DataStream<Element>> edge = Optional.empty();
        for (Stage stage : job.stages()) {
            edge = switch (stage) {
                case TOKENIZE -> Optional.of(line.tokenize());
                case PRUNE -> Optional.of(line.prune(edge));
                case READ -> {
                    line.read(edge);
                    yield Optional.empty();
                }
            };
        }
        edge.ifPresent(last -> line.write(last, job.stages().get(job.stages().size() - 1)));
        StreamGraph graph = env.getStreamGraph();
        FrameEdge.check(graph);
        return graph;
    }
}
