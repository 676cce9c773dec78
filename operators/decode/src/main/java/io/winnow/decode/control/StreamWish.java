package io.winnow.decode.control;

import io.winnow.records.StreamControl;

/** What is wished of a stream from now on. */
public sealed interface StreamWish {

    /** Its id. */
    String stream();

    /**
     * What a record asks for.
     *
     * @param refusal takes why that cannot be
     */
    record Asked(StreamControl control, Refusal refusal) implements StreamWish {
        @Override
        public String stream() {
            return control.stream();
        }
    }

    /** Nothing any more: the stream is what the pipeline's definition says of it. */
    record Withdrawn(String stream) implements StreamWish {}

    /** Something that could not be read, and has been told so: the stream stays what it is. */
    record Unreadable(String stream) implements StreamWish {}

    /** Keeps what cannot be done, for people to see. */
    @FunctionalInterface
    interface Refusal {
        /**
         * Takes a wish.
         *
         * @param reason a code
         * @param what is wrong, in a sentence
         * @param hint what to do
         */
        void refuse(String reason, String what, String hint);
    }
}
