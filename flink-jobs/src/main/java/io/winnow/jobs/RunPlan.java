package io.winnow.jobs;

import io.winnow.records.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What jobs of one run share.
 *
 * @param run its id
 * @param startOffsets of every topic's partitions, by the topic's full name
 * @param checkpoints URI of the folder that holds a folder for each job
 * @param questions given with the command
 * @param tokens given with the command, in place of what would be decoded and tokenized; empty for none
 * @param replay of records that were read before; empty for none
 */
public record RunPlan(
        String run,
        Map<String, List<Long>> startOffsets,
        String checkpoints,
        List<Question> questions,
        List<GivenStream> tokens,
        Optional<Replay> replay) {
    public RunPlan {
        startOffsets = Map.copyOf(startOffsets);
        questions = List.copyOf(questions);
        tokens = List.copyOf(tokens);
    }

    /** What jobs of a run share that replays nothing. */
    public RunPlan(
            String run,
            Map<String, List<Long>> startOffsets,
            String checkpoints,
            List<Question> questions,
            List<GivenStream> tokens) {
        this(run, startOffsets, checkpoints, questions, tokens, Optional.empty());
    }

    /** URI of the folder for one job. */
    String checkpointsOf(PlannedJob job) {
        return checkpoints + "/" + job.name();
    }
}
