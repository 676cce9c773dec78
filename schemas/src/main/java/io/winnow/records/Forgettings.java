package io.winnow.records;

import java.io.Serializable;

/** Brings to a stage which streams were forgotten, from wherever that is kept. */
@FunctionalInterface
public interface Forgettings extends Serializable {
    /** None of a pipeline whose streams nobody can forget, since no record of them is kept. */
    Forgettings NONE = listener -> () -> ForgottenStreams.NONE;

    /**
     * Begins to follow, and waits until all that was forgotten before is known.
     *
     * @param listener called by a thread of the following's own
     */
    Following follow(Listener listener) throws InterruptedException;

    /** Hears that something has changed. */
    interface Listener {
        /** Something was forgotten, or comes anew; {@link Following#now} says what is refused. */
        void changed();

        /** Nothing more will be heard. */
        void failed(Exception failure);
    }

    /** A following that goes on. */
    @FunctionalInterface
    interface Following extends AutoCloseable {
        /** What is refused; the same object while nothing changes. */
        ForgottenStreams now();

        /** Waits until all that was wished by now is known, or for a moment where that cannot be known. Where nothing is followed, all is. */
        default void catchUp() throws InterruptedException {}

        /** Ends it; where nothing is held open, there is nothing to do. */
        @Override
        default void close() {}
    }
}
