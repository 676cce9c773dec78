package io.winnow.jobs;

import java.util.Optional;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Makes the graph of one job. */
@FunctionalInterface
interface JobBuilder {

    /**
     * Makes it.
     *
     * @param pipeline the job is part of
     * @param plan of the run
     * @param restore checkpoint to go on from
     */
    StreamGraph build(ResolvedPipeline pipeline, PlannedJob job, RunPlan plan, Optional<String> restore);
}
