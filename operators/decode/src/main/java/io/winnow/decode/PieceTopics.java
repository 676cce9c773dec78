package io.winnow.decode;

import java.io.Serializable;

/** Brings the encoded pieces of streams, from whatever topics they are published to. */
public interface PieceTopics extends Serializable {
    /** Where no broker is known. */
    PieceTopics NONE = reader -> new Client() {
        @Override
        public Following follow(String topic, Listener listener) {
            listener.failed("there is no broker to ask: set kafka.bootstrap");
            return () -> {};
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    };

    /**
     * For all that one reader reads; connects when something is followed.
     *
     * @param reader its number among those of the job
     */
    Client client(int reader);

    /** Follows topics; safe for use by any thread. */
    interface Client extends AutoCloseable {
        /**
         * Begins to listen to a topic, to what is published from now on; waits for nothing.
         *
         * @param listener called by a thread of the listening's own
         */
        Following follow(String topic, Listener listener);

        @Override
        void close();
    }

    /** Hears pieces. Must not wait: others hear of the same topic after it. */
    interface Listener {
        /**
         * A piece was published.
         *
         * @param key of its record; empty where it has none
         * @param piece not to be changed
         */
        void came(String key, byte[] piece);

        /**
         * Nothing more will be heard.
         *
         * @param why a sentence's end
         */
        void failed(String why);
    }

    /** A listening that goes on. */
    interface Following extends AutoCloseable {
        /** Ends it; may be called more than once. */
        @Override
        void close();
    }
}
