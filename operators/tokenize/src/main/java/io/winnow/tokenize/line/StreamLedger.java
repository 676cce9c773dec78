package io.winnow.tokenize.line;

import io.winnow.records.OrdinalCounter;

/**
 * What the line keeps of one stream. It is state.
 *
 * @param stream its id
 * @param ordinals of what was put on the edge
 * @param watch for people
 * @param clip not yet a record
 * @param steps how much of the stream went through; of two ledgers of a stream the one with more is the newer
 */
public record StreamLedger(String stream, OrdinalCounter ordinals, StreamWatch watch, OpenClip clip, long steps) {

    static StreamLedger of(String stream) {
        return new StreamLedger(stream, new OrdinalCounter(), new StreamWatch(), new OpenClip(), 0);
    }

    StreamLedger step() {
        return new StreamLedger(stream, ordinals, watch, clip, steps + 1);
    }

    boolean hasEnded() {
        return watch.hasEnded();
    }
}
