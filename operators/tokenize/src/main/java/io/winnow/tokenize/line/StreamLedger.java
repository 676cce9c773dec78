package io.winnow.tokenize.line;

import io.winnow.records.OrdinalCounter;

/**
 * What the line keeps of one stream. It is state.
 *
 * @param stream its id
 * @param ordinals of what was put on the edge
 * @param watch for people
 * @param clip not yet a record
 * @param carried from its last record to the next
 * @param steps how much of the stream went through, in this subtask and those before it
 */
public record StreamLedger(
        String stream, OrdinalCounter ordinals, StreamWatch watch, OpenClip clip, Carried carried, long steps) {

    static StreamLedger of(String stream) {
        return new StreamLedger(stream, new OrdinalCounter(), new StreamWatch(), new OpenClip(), new Carried(), 0);
    }

    StreamLedger step() {
        return new StreamLedger(stream, ordinals, watch, clip, carried, steps + 1);
    }

    /** Of two ledgers of a stream the one of the later epoch: a stream that is read anew may come by another subtask, which knows nothing of the one before. Within an epoch, the one that went further. */
    boolean isNewerThan(StreamLedger other) {
        long epoch = watch.seen().epoch();
        long otherEpoch = other.watch.seen().epoch();
        return epoch == otherEpoch ? steps > other.steps : epoch > otherEpoch;
    }

    boolean hasEnded() {
        return watch.hasEnded();
    }
}
