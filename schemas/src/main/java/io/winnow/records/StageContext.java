package io.winnow.records;

import java.io.Serializable;
import java.util.Objects;

/**
 * What a stage must know of the pipeline around it.
 *
 * @param run id of the run, the same through restarts
 * @param pipeline its name
 * @param stage the stage's name, part of its records' origin and of its operators' uids
 * @param computeDigest digest of every option and bundle up to and including this stage that changes content
 */
public record StageContext(String run, String pipeline, String stage, String computeDigest) implements Serializable {
    public StageContext {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(pipeline, "pipeline");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(computeDigest, "computeDigest");
    }

    /** {@code pipeline/stage}, as dead letters name their consumer. */
    public String consumer() {
        return pipeline + "/" + stage;
    }
}
