package io.winnow.jobs;

import java.util.Optional;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Makes the graph of one job. */
@FunctionalInterface
interface JobBuilder {
    StreamGraph build(PlannedJob job, RunPlan plan, Optional<String> restore);
}
