package io.winnow.read;

import io.winnow.model.batch.BatchListener;
import io.winnow.model.batch.BatchListener.Measured;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What workers have computed so far, and who hears of it. Safe for use by several threads. */
final class ReadTotals {
    private final List<BatchListener> listeners = new CopyOnWriteArrayList<>();
    private int running;
    private long tokens;
    private long computedTokens;

    void addListener(BatchListener listener) {
        listeners.add(listener);
    }

    void removeListener(BatchListener listener) {
        listeners.remove(listener);
    }

    synchronized void started() {
        running++;
    }

    void ended(Measured turn) {
        count(turn);
        listeners.forEach(listener -> listener.done(turn));
    }

    private synchronized void count(Measured turn) {
        running--;
        tokens += turn.tokens();
        computedTokens += turn.computedTokens();
    }

    /** Turns being computed. */
    synchronized int running() {
        return running;
    }

    /** Share of the tokens computed that was padding. */
    synchronized double paddingRatio() {
        return computedTokens == 0 ? 0 : 1 - (double) tokens / computedTokens;
    }
}
