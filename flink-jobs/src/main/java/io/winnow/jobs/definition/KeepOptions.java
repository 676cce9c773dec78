package io.winnow.jobs.definition;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.time.Duration;

/**
 * Whether and how a pipeline's tokens are kept beyond their topic.
 *
 * @param archive where; empty for nowhere
 * @param records of an object, at most
 * @param length of time in which the records of an object entered Winnow
 */
public record KeepOptions(
        @Describe(
                key = "archive",
                text =
                        "Folder, or s3://BUCKET/FOLDER, that what the topic of tokens brings is also written to as Parquet, for winnow archive ask; nothing of sources with a retention of their own. Empty: nowhere. Takes edges.tokens: kafka.",
                content = false)
        String archive,

        @Describe(key = "archive-records", text = "Most records of one of the archive's objects.", content = false)
        int records,

        @Describe(
                key = "archive-length",
                text =
                        "Time after which a record begins another object. What is in no object yet is with the run, and is written when it goes on or ends.",
                content = false)
        Duration length)
        implements Serializable {
    private static final int MOST_RECORDS = 100_000;

    public KeepOptions {
        if (records < 1 || records > MOST_RECORDS) {
            throw new IllegalArgumentException("archive-records is between 1 and " + MOST_RECORDS + ", not " + records);
        }
        if (length.toSeconds() < 1) {
            throw new IllegalArgumentException("archive-length is at least 1s");
        }
    }

    public static KeepOptions defaults() {
        return new KeepOptions("", 2_048, Duration.ofMinutes(10));
    }

    /** Whether they are kept. */
    public boolean any() {
        return !archive.isEmpty();
    }
}
