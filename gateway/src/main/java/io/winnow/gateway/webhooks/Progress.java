package io.winnow.gateway.webhooks;

import java.util.Base64;
import java.util.BitSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far an endpoint is in a partition. An alert that is tried again for hours does not hold up those after it, so what is committed is the offset of the first that is not dealt with, and in the commit's
 * metadata which of those after it are: one bit each, in base64. So a gateway that is started again sends none twice that it knew to be taken. Not safe for use by many threads.
 */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    /** The broker takes 4,096 bytes of metadata. */
    private static final int MOST_BITS = 16_384;

    private static final String FORM = "1:";

    private final long base;
    private final BitSet known;
    private final TreeSet<Long> open = new TreeSet<>();
    private long position;

    private Progress(long base, BitSet known) {
        this.base = base;
        this.known = known;
        this.position = base;
    }

    /** From an offset on, nothing of which is dealt with. */
    static Progress from(long offset) {
        return new Progress(offset, new BitSet());
    }

    /** As it was committed. Metadata of another form say nothing of what comes after the offset; what is sent twice then has the same id. */
    static Progress of(OffsetAndMetadata committed) {
        return new Progress(committed.offset(), read(committed.metadata()));
    }

    private static BitSet read(String metadata) {
        if (metadata.startsWith(FORM)) {
            try {
                return BitSet.valueOf(Base64.getDecoder().decode(metadata.substring(FORM.length())));
            } catch (IllegalArgumentException e) {
                LOG.warn("the metadata of a committed offset cannot be read; alerts may be sent twice", e);
            }
        }
        return new BitSet();
    }

    /** Whether it was dealt with before this gateway was started. */
    boolean knows(long offset) {
        return offset < base || (offset - base < MOST_BITS && known.get((int) (offset - base)));
    }

    /** A record has been read, and is dealt with already. */
    void pass(long offset) {
        position = Math.max(position, offset + 1);
    }

    /** A record has been read, and is to be dealt with. */
    void open(long offset) {
        pass(offset);
        open.add(offset);
    }

    /** A record has been dealt with. */
    void close(long offset) {
        open.remove(offset);
    }

    /** How many are to be dealt with. */
    int open() {
        return open.size();
    }

    /** From the first record that is not dealt with to the last that was read. */
    long span() {
        return position - next();
    }

    private long next() {
        return open.isEmpty() ? position : open.first();
    }

    /** What is to be committed. What lies further ahead than the metadata reach would be sent again. */
    OffsetAndMetadata committable() {
        long next = next();
        long end = Math.min(Math.max(position, base + known.length()), next + MOST_BITS);
        BitSet done = new BitSet();
        for (long offset = next; offset < end; offset++) {
            if (offset < position ? !open.contains(offset) : knows(offset)) {
                done.set((int) (offset - next));
            }
        }
        return new OffsetAndMetadata(next, FORM + Base64.getEncoder().encodeToString(done.toByteArray()));
    }
}
