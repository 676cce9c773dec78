package io.winnow.decode.stream;

import java.util.Objects;

/**
 * Errors of the item being decoded.
 *
 * @param count so far
 * @param first what the first was, a sentence; empty while there is none
 * @param startMicros of the first one's span
 * @param endMicros likewise
 */
public record ItemErrors(long count, String first, long startMicros, long endMicros) {
    /** No error. */
    public static final ItemErrors NONE = new ItemErrors(0, "", 0, 0);

    public ItemErrors {
        Objects.requireNonNull(first, "first");
    }

    ItemErrors withCount(long errors) {
        return new ItemErrors(errors, first, startMicros, endMicros);
    }

    /** Keeps the first that was told. */
    ItemErrors told(String what, long start, long end) {
        return first.isEmpty() ? new ItemErrors(count, what, start, Math.max(start, end)) : this;
    }
}
