package io.winnow.read;

import io.winnow.records.Clock;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Decides when a question can be answered, and from which of the windows kept of its stream. */
public final class Admission {
    private Admission() {}

    /** What becomes of a question now. */
    public sealed interface Decision {}

    /** Windows that it needs are still to come. */
    public record Wait() implements Decision {}

    /** It is answered from these windows. */
    public record Read(List<PrunedWindow> windows) implements Decision {
        public Read {
            windows = List.copyOf(windows);
        }
    }

    /** It is put to each stream, and this one has nothing to be asked about. */
    public record Pass() implements Decision {}

    /** It cannot be answered. */
    public record Refuse(ReadRefused why) implements Decision {}

    /**
     * Decides. A question on a time is answered when the windows have passed that time; one on a file's whole stream when the stream has ended; one on a live stream at once, from the newest
     * windows that fit in a context.
     *
     * @param question what is asked
     * @param kept windows of the stream, in the order they came
     * @param complete whether no more windows will come
     * @param contextTokens most tokens of a context
     */
    public static Decision decide(Question question, List<PrunedWindow> kept, boolean complete, int contextTokens) {
        if (kept.isEmpty()) {
            return complete ? withoutFrames(question) : new Wait();
        }
        List<PrunedWindow> one = ofNewest(kept);
        if (question.fromMicros().isPresent() || question.toMicros().isPresent()) {
            return ranged(question, one, complete);
        }
        if (one.get(0).span().clock() == Clock.WALL) {
            return new Read(newest(one, contextTokens));
        }
        return complete ? new Read(one) : new Wait();
    }

    /**
     * What a standing question is asked about: the newest windows that fit in a context and can be read together.
     *
     * @param kept windows of the stream, in the order they came
     * @param contextTokens most tokens of a context
     */
    public static List<PrunedWindow> newestOf(List<PrunedWindow> kept, int contextTokens) {
        return newest(ofNewest(kept), contextTokens);
    }

    /** Why a stream has no frame, the dead letters and drops of its source say; whoever asks all streams asks those that have. */
    private static Decision withoutFrames(Question question) {
        return question.stream().isPresent()
                ? new Refuse(noFrames("the stream ended without a frame that could be read"))
                : new Pass();
    }

    /** The refusal of a question where there is nothing to be seen. */
    public static ReadRefused noFrames(String what) {
        return new ReadRefused("NO_FRAMES", what, "See the dead letters of the source.");
    }

    /** The windows that can be read together with the newest: those on the same clock, and of offsets in a file those of the same pass through it. */
    private static List<PrunedWindow> ofNewest(List<PrunedWindow> kept) {
        PrunedWindow newest = kept.get(kept.size() - 1);
        Clock clock = newest.span().clock();
        return kept.stream()
                .filter(window -> window.span().clock() == clock
                        && (clock == Clock.WALL
                                || window.origin().epoch() == newest.origin().epoch()))
                .toList();
    }

    private static Decision ranged(Question question, List<PrunedWindow> kept, boolean complete) {
        long end = kept.get(kept.size() - 1).span().endMicros();
        boolean live = kept.get(0).span().clock() == Clock.WALL;
        Optional<Long> to = question.toMicros();
        if (!complete
                && (to.isPresent()
                        ? end < to.get()
                        : !live || end <= question.fromMicros().orElse(end))) {
            return new Wait();
        }
        Stretch stretch = Stretch.of(question.fromMicros(), to);
        List<PrunedWindow> touched = kept.stream()
                .filter(window -> window.frameSpans().stream().anyMatch(stretch::touches))
                .toList();
        return touched.isEmpty() ? new Refuse(outside(kept)) : new Read(touched);
    }

    private static ReadRefused outside(List<PrunedWindow> kept) {
        Span all = kept.stream().map(PrunedWindow::span).reduce(Span::union).orElseThrow();
        return new ReadRefused(
                "OUTSIDE_KEPT",
                "no frame of the time asked about is kept; kept are " + all.startMicros() + " to " + all.endMicros()
                        + " microseconds on the clock " + all.clock(),
                "Ask about a time within what is kept, or keep more with read.kept-tokens.");
    }

    private static List<PrunedWindow> newest(List<PrunedWindow> kept, int contextTokens) {
        List<PrunedWindow> chosen = new ArrayList<>();
        long tokens = 0;
        for (int i = kept.size() - 1; i >= 0; i--) {
            tokens += kept.get(i).tokens().count();
            if (tokens > contextTokens && !chosen.isEmpty()) {
                break;
            }
            chosen.add(kept.get(i));
        }
        Collections.reverse(chosen);
        return chosen;
    }
}
