package io.winnow.jobs;

import io.winnow.jobs.definition.Link;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One Flink job of a pipeline: stages joined by local edges, or the one that keeps its tokens.
 *
 * @param name the stages' words with dashes between
 * @param stages in the order of the line; none of the job that keeps tokens
 */
public record PlannedJob(String name, List<Stage> stages) {
    /** Writes what the topic of tokens brings to an archive. Apart from all others, so that an archive that cannot be written holds up nobody but itself. */
    private static final PlannedJob ARCHIVE = new PlannedJob("archive", List.of());

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
        if (definition.keep().any()) {
            jobs.add(ARCHIVE);
        }
        return jobs;
    }

    /** Whether it keeps tokens. */
    boolean archives() {
        return equals(ARCHIVE);
    }

    private static PlannedJob joined(List<Stage> stages) {
        return new PlannedJob(stages.stream().map(Stage::word).collect(Collectors.joining("-")), stages);
    }
}
