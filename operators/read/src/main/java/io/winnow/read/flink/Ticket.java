package io.winnow.read.flink;

/**
 * A request that waits for the engine or is in it.
 *
 * @param stream it is put to
 * @param question its id
 * @param admittedNanos when its context was fixed, or when it was restored
 */
record Ticket(String stream, String question, long admittedNanos) {
    double millisSince() {
        return (System.nanoTime() - admittedNanos) / 1e6;
    }
}
