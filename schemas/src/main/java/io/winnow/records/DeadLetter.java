package io.winnow.records;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A record that could not be processed, whole, with the reason.
 *
 * @param id hash of consumer, stream, reason and place, so that a repeat is the same dead letter
 * @param run the run
 * @param consumer {@code pipeline/stage} that could not process it
 * @param topic it came from; empty for a source
 * @param partition of that topic, or -1
 * @param offset in that partition, or -1
 * @param key its key there; empty for a source
 * @param original its bytes as they were; for a source the address that can be read again
 * @param reason a code: {@code DECODE}, {@code LIMIT}, {@code NOT_MEDIA}, {@code UNKNOWN_SCHEMA}, {@code ID_RANGE}, ...
 * @param what a sentence: what was wrong
 * @param where stream, file or record
 * @param hint what to do
 * @param stream it belongs to; empty where unknown
 * @param span of the first error
 * @param errors how many there were
 * @param atMillis wall clock
 */
public record DeadLetter(
        RecordId id,
        String run,
        String consumer,
        String topic,
        int partition,
        long offset,
        String key,
        byte[] original,
        String reason,
        String what,
        String where,
        String hint,
        String stream,
        Optional<Span> span,
        long errors,
        long atMillis) {
    public DeadLetter {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeadLetter that
                && id.equals(that.id)
                && run.equals(that.run)
                && consumer.equals(that.consumer)
                && topic.equals(that.topic)
                && partition == that.partition
                && offset == that.offset
                && key.equals(that.key)
                && Arrays.equals(original, that.original)
                && reason.equals(that.reason)
                && what.equals(that.what)
                && where.equals(that.where)
                && hint.equals(that.hint)
                && stream.equals(that.stream)
                && span.equals(that.span)
                && errors == that.errors
                && atMillis == that.atMillis;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
