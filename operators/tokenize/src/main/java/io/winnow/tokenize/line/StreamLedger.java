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
 * @param steps how much of the stream went through; of two ledgers of a stream the one with more is the newer
 */
public record StreamLedger(
        String stream, OrdinalCounter ordinals, StreamWatch watch, OpenClip clip, Carried carried, long steps) {

    static StreamLedger of(String stream) {
        return new StreamLedger(stream, new OrdinalCounter(), new StreamWatch(), new OpenClip(), new Carried(), 0);
    }

    StreamLedger step() {
        return new StreamLedger(stream, ordinals, watch, clip, carried, steps + 1);
    }

    boolean hasEnded() {
        return watch.hasEnded();
    }
}
