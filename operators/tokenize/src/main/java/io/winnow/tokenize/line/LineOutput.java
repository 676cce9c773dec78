package io.winnow.tokenize.line;

import io.winnow.records.DeadLetter;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamStatus;
import io.winnow.records.TokenRecord;

/** Where the line's ends lead. */
public interface LineOutput {

    void record(TokenRecord record);

    /**
     * Something that happened to a stream.
     *
     * @param event with its ordinal
     * @param own whether it is a gap that came to be here
     */
    void event(StreamEvent event, boolean own);

    /**
     * Something that could not be tokenized, or not be decoded.
     *
     * @param letter with the reason
     * @param own whether it failed here, and not in the decoder
     */
    void deadLetter(DeadLetter letter, boolean own);

    void status(StreamStatus status);
}
