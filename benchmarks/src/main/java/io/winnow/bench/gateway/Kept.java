package io.winnow.bench.gateway;

import io.winnow.bench.live.Ledgers;
import java.util.List;

/**
 * What became of frames up to a moment.
 *
 * @param tokenized those that became tokens
 * @param all these and those that were dropped
 */
record Kept(long tokenized, long all) {

    static Kept upTo(Ledgers ledgers, List<String> streams) {
        long tokenized = 0;
        long all = 0;
        for (String stream : streams) {
            tokenized += ledgers.of(stream).tokenized();
            all += ledgers.of(stream).frames();
        }
        return new Kept(tokenized, all);
    }

    /** What became of those from another moment on. */
    Kept since(Kept earlier) {
        return new Kept(tokenized - earlier.tokenized, all - earlier.all);
    }

    double share() {
        return (double) tokenized / all;
    }

    @Override
    public String toString() {
        return all - tokenized + " of " + all + " dropped";
    }
}
