package io.winnow.jobs.definition;

/** What a pipeline's sinks promise. */
public enum Delivery {
    /** At least once where a source is live or may be, exactly once otherwise. */
    AUTO,
    /** Transactional sinks: no record is lost or doubled, each topic adds up to a checkpoint interval. */
    EXACTLY_ONCE,
    /** Records are visible at once; after a failure repeats come and are dropped by their ordinal. */
    AT_LEAST_ONCE
}
