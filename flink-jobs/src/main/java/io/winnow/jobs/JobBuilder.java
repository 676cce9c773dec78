package io.winnow.jobs;

import java.util.Optional;
import org.apache.flink.runtime.jobgraph.JobGraph;

/** Makes the graph of one job. */
@FunctionalInterface
interface JobBuilder {
    JobGraph build(PlannedJob job, RunPlan plan, Optional<String> restore);
}
