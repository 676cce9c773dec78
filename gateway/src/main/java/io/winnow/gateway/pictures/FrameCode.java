package io.winnow.gateway.pictures;

import io.winnow.records.BundleRef;
import io.winnow.records.Positions;
import io.winnow.records.Tokens;

/**
 * The tokens that were kept of a frame, where a picture can be made of them.
 *
 * @param epoch of its stream
 * @param atMicros where the frame starts
 * @param tokenizer that made them
 * @param tokens at least one
 * @param slots of each
 */
record FrameCode(long epoch, long atMicros, BundleRef tokenizer, Tokens tokens, Tokens.Ids slots) {

    /** Whether it is of the frame that starts at a time. */
    boolean is(long ofEpoch, long startMicros) {
        return epoch == ofEpoch && atMicros == startMicros;
    }

    /** The first of them; all where there are fewer. */
    FrameCode first(int most) {
        return most >= tokens.count()
                ? this
                : new FrameCode(epoch, atMicros, tokenizer, tokens.first(most), Positions.first(slots, most));
    }
}
