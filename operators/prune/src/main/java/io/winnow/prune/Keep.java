package io.winnow.prune;

import io.winnow.records.Span;
import io.winnow.records.Spelled;
import java.io.Serializable;
import java.util.Objects;

/**
 * How much of a window is kept. A pruner ranks a window's tokens; this alone says how many of the ranks are taken, so a smaller one keeps the first picks of a larger one. It is decided by the
 * window's tokens and time: the same windows keep the same after a restore, in a replay, and however many tasks share the work.
 */
@Spelled(words = "share, tokens of a window, tokens a second, or `auto`", pattern = KeepForm.PATTERN, number = true)
public sealed interface Keep extends Serializable {

    /**
     * How many tokens of a window are kept: at least one where there is one, at most all.
     *
     * @param tokens in the window
     * @param time that the window stands for; its ends count from any point of their clock, as long as a stream's windows are all given theirs from the same
     */
    int budget(int tokens, Span time);

    /** The same for a pipeline of so many streams, where that is not said. */
    default Keep over(int streams) {
        return this;
    }

    /**
     * Reads what {@code toString} writes: {@code 0.25} or {@code 25%}, {@code 256 tokens}, {@code 500 tokens/s} or {@code 500 tokens/s over 4 streams}, {@code auto}.
     *
     * @throws IllegalArgumentException with a sentence
     */
    static Keep parse(String text) {
        return KeepForm.parse(text);
    }

    /** A share of the window's tokens, above 0 and at most 1, rounded up. */
    record Share(double share) implements Keep {
        /** A product such as 0.1 * 490 may lie a rounding error above the whole number that was meant. */
        private static final double ROUNDING = 1e-9;

        public Share {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "a share of " + share + " is kept, which is not above 0 and at most 1");
            }
        }

        @Override
        public int budget(int tokens, Span time) {
            return (int) Math.min(tokens, Math.ceil(share * tokens - ROUNDING));
        }

        @Override
        public String toString() {
            return String.valueOf(share);
        }
    }

    /** So many tokens of each window. */
    record Count(int tokens) implements Keep {
        public Count {
            if (tokens < 1) {
                throw new IllegalArgumentException(tokens + " tokens of a window are kept, and one is the least");
            }
        }

        @Override
        public int budget(int seen, Span time) {
            return Math.min(seen, tokens);
        }

        @Override
        public String toString() {
            return KeepForm.counted(tokens, "token");
        }
    }

    /**
     * A cap for all streams of a pipeline together. Each has an equal part of it. What is allowed up to a moment is a whole number of tokens, and a window may keep what came to be allowed in its
     * time: over any stretch of windows that is the cap times the stretch, rounded up, and no fraction of a token is lost between short windows. A window whose time allows none keeps one.
     *
     * @param perSecond tokens a second of the streams' own time, for all of them
     * @param streams that share it; 0 where the pipeline's sources are to say
     */
    record Rate(double perSecond, int streams) implements Keep {
        private static final double MICROS = 1e6;

        public Rate {
            if (!(perSecond > 0 && Double.isFinite(perSecond))) {
                throw new IllegalArgumentException(
                        "a cap of " + KeepForm.plain(perSecond) + " tokens/s keeps nothing: it must be above 0");
            }
            if (streams < 0) {
                throw new IllegalArgumentException("a cap is not shared by " + streams + " streams");
            }
        }

        @Override
        public int budget(int tokens, Span time) {
            if (streams == 0) {
                throw new IllegalStateException("nobody has said how many streams share " + this);
            }
            double allowed = allowed(time.endMicros()) - allowed(time.startMicros());
            return (int) Math.min(tokens, Math.max(1, allowed));
        }

        private double allowed(long micros) {
            return Math.floor(perSecond / streams * (micros / MICROS));
        }

        @Override
        public Rate over(int others) {
            return streams == 0 ? new Rate(perSecond, others) : this;
        }

        @Override
        public String toString() {
            String shared = streams == 0 ? "" : " over " + KeepForm.counted(streams, "stream");
            return KeepForm.plain(perSecond) + " tokens/s" + shared;
        }
    }

    /** The smallest share whose answers agree with those on all tokens, to be found on a sample before a run begins. */
    record Auto() implements Keep {
        @Override
        public int budget(int tokens, Span time) {
            throw new IllegalStateException("nobody has tried how little can be kept");
        }

        @Override
        public String toString() {
            return KeepForm.AUTO;
        }
    }

    /** What was found in place of {@link Auto}: the same as if its share had been named. */
    record Found(KeepTrials trials) implements Keep {
        public Found {
            Objects.requireNonNull(trials, "trials");
        }

        private Share share() {
            return new Share(trials.share());
        }

        @Override
        public int budget(int tokens, Span time) {
            return share().budget(tokens, time);
        }

        @Override
        public String toString() {
            return share().toString();
        }
    }
}
