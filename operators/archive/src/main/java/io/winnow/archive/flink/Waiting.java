package io.winnow.archive.flink;

import io.winnow.archive.ObjectCut;
import io.winnow.records.TokenRecord;

/** How much of a partition waits to be an object. */
final class Waiting {
    private int records;
    private long bytes;
    private long firstMillis;

    void add(long ingestMillis, long contentBytes) {
        if (records == 0) {
            firstMillis = ingestMillis;
        }
        records++;
        bytes += contentBytes;
    }

    int records() {
        return records;
    }

    /** Whether a record must begin another object. */
    boolean endsBefore(TokenRecord next, ObjectCut cut) {
        return records > 0 && cut.begins(firstMillis, next.ingestMillis());
    }

    boolean full(ObjectCut cut) {
        return cut.full(records, bytes);
    }
}
