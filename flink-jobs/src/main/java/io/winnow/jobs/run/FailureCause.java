package io.winnow.jobs.run;

import io.winnow.archive.flink.UnwritableArchive;
import io.winnow.decode.stream.SourceLostException;

/** Tells people why a job failed, from what Flink throws. */
public final class FailureCause {
    private static final int DEEPEST = 50;

    private FailureCause() {}

    public static PipelineFailure of(String job, Throwable thrown) {
        Throwable root = root(thrown);
        String text = String.valueOf(root.getMessage());
        for (Throwable at = thrown; at.getCause() != null && at.getCause() != at; at = at.getCause()) {
            if (String.valueOf(at.getMessage()).contains("Exceeded checkpoint tolerable failure threshold")) {
                return new PipelineFailure(
                        "CHECKPOINTS_FAILED",
                        4,
                        "three checkpoints in a row failed: " + text,
                        "job " + job,
                        "Make room where checkpoints are written, then run the same command again: it resumes.",
                        thrown);
            }
        }
        for (Throwable at = thrown; at != null && at.getCause() != at; at = at.getCause()) {
            String what = String.valueOf(at.getMessage());
            if (what.startsWith(UnwritableArchive.SENTENCE)) {
                return new PipelineFailure(
                        "ARCHIVE_UNWRITABLE",
                        4,
                        what,
                        "job " + job,
                        "Make room or give access there, then run the same command again: it resumes, and nothing is missing.",
                        thrown);
            }
        }
        if (root instanceof SourceLostException) {
            return new PipelineFailure(
                    "SOURCE_LOST",
                    4,
                    "the job failed, and its source cannot be read again: " + text,
                    "job " + job,
                    "Save what comes from standard input to a file, and read that.",
                    thrown);
        }
        boolean broker = root.getClass().getName().startsWith("org.apache.kafka.");
        return new PipelineFailure(
                broker ? "BROKER_FAILED" : "JOB_FAILED",
                broker ? 4 : 1,
                "the job failed: "
                        + (root.getMessage() == null ? root.getClass().getSimpleName() : text),
                "job " + job,
                "Mend the cause, then run the same command again: it resumes from the last checkpoint.",
                thrown);
    }

    private static Throwable root(Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; depth < DEEPEST && at.getCause() != null && at.getCause() != at; depth++) {
            at = at.getCause();
        }
        return at;
    }
}
