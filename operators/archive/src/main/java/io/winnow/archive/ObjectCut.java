package io.winnow.archive;

import java.io.Serializable;
import java.time.Duration;

/**
 * Where the records of a partition are cut into objects. It looks at the records alone, neither at a clock nor at what else happens, so that a job which reads them again cuts them at the same places.
 *
 * @param records of an object, at most
 * @param bytes of the tokens of an object, after which it is full
 * @param length of time in which the records of an object entered Winnow
 */
public record ObjectCut(int records, long bytes, Duration length) implements Serializable {
    /** Before it is an object, a partition's share waits in memory, and is part of each checkpoint. */
    public static final long BYTES = 4 << 20;

    public ObjectCut {
        if (records < 1 || bytes < 1 || length.toMillis() < 1) {
            throw new IllegalArgumentException("an object has a record, a byte and a millisecond at least");
        }
    }

    /** Whether an object that holds so much is full. */
    public boolean full(int heldRecords, long heldBytes) {
        return heldRecords >= records || heldBytes >= bytes;
    }

    /**
     * Whether a record begins another object.
     *
     * @param firstMillis when the first record of the object before entered Winnow
     * @param nextMillis when this one did
     */
    public boolean begins(long firstMillis, long nextMillis) {
        return nextMillis - firstMillis >= length.toMillis();
    }
}
