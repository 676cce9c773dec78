package io.winnow.decode.control;

import java.io.Serializable;
import java.util.List;

/** Brings the wishes about a running pipeline's streams, from wherever they are kept. */
public interface StreamControls extends Serializable {

    /**
     * Begins to listen; waits for nothing.
     *
     * @param listener called by a thread of the listening's own
     */
    Following follow(Listener listener);

    /** Hears wishes. */
    interface Listener {
        /** First all that was wished before, the newest of each stream and perhaps nothing; later what comes, in its order. */
        void heard(List<StreamWish> wishes);

        /** Nothing more will be heard. */
        void failed(Exception failure);
    }

    /** A listening that goes on. */
    interface Following extends AutoCloseable {
        /** Ends it; nothing is heard any more when this returns. */
        @Override
        void close();
    }
}
