package io.winnow.jobs;

import io.winnow.jobs.definition.Link;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One Flink job of a pipeline: stages joined by local edges.
 *
 * @param name the stages' words with dashes between
 * @param stages in the order of the line
 */
public record PlannedJob(String name, List<Stage> stages) {
    public PlannedJob {
        stages = List.copyOf(stages);
    }

    /** The jobs of a pipeline: each Kafka edge begins a new one. */
    public static List<PlannedJob> of(PipelineDefinition definition) {
        List<PlannedJob> jobs = new ArrayList<>();
        List<Stage> stages = new ArrayList<>();
        for (Stage stage : definition.general().stages()) {
            stages.add(stage);
            if (definition.after(stage).map(Link::isKafka).orElse(true)) {
                jobs.add(joined(stages));
                stages.clear();
            }
        }
        return jobs;
    }

    private static PlannedJob joined(List<Stage> stages) {
        return new PlannedJob(stages.stream().map(Stage::word).collect(Collectors.joining("-")), stages);
    }
}
