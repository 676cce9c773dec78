package io.winnow.archive;

import io.winnow.records.TokenRecord;
import java.util.Objects;
import java.util.Optional;

/**
 * A row that says where it stood in its topic.
 *
 * @param offset in its partition
 */
public record TopicRow(long offset, Row row) {
    private static final int UNKNOWN = -1;

    public TopicRow {
        Objects.requireNonNull(row, "row");
    }

    /** A token record as a row. Its path is the stream, and it was modified when it entered Winnow; the size and the hash of what it was made of are not known, nor the shape of its frames. */
    public static TopicRow of(long offset, TokenRecord record) {
        ItemFacts facts = new ItemFacts(
                record.origin().stream(), 0, UNKNOWN, record.ingestMillis(), new byte[0], Status.DONE, "");
        return new TopicRow(offset, new Row(facts, record.tokenizer().toString(), Optional.of(FrameTokens.of(record))));
    }
}
