package io.winnow.jobs;

import io.winnow.records.Question;
import java.util.List;
import java.util.Map;

/**
 * What jobs of one run share.
 *
 * @param run its id
 * @param startOffsets of every topic's partitions, by the topic's full name
 * @param checkpoints URI of the folder that holds a folder for each job
 * @param questions given with the command
 */
public record RunPlan(String run, Map<String, List<Long>> startOffsets, String checkpoints, List<Question> questions) {
    public RunPlan {
        startOffsets = Map.copyOf(startOffsets);
        questions = List.copyOf(questions);
    }

    /** URI of the folder for one job. */
    String checkpointsOf(PlannedJob job) {
        return checkpoints + "/" + job.name();
    }
}
