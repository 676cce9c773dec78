package io.winnow.read;

import io.winnow.records.Clock;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides when a question can be answered, and from which of the windows kept of its stream. */
public final class Admission {
    private static final long MICROS_A_MILLI = 1_000;
    private static final int MICROS_DIGITS = 6;

    /** Early in 1973. No offset in a file is so long, and of a camera's time none is so early. */
    private static final long EARLIEST_MOMENT = 100_000_000_000_000L;

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
     * @param outlook of the stream
     * @param contextTokens most tokens of a context
     */
    public static Decision decide(Question question, List<PrunedWindow> kept, Outlook outlook, int contextTokens) {
        Optional<PrunedWindow> newest = kept.isEmpty() ? Optional.empty() : Optional.of(kept.get(kept.size() - 1));
        if (waits(question, newest, outlook)) {
            return new Wait();
        }
        if (kept.isEmpty()) {
            return withoutFrames(question);
        }
        List<PrunedWindow> one = ofNewest(kept);
        if (isOnATime(question)) {
            return ranged(question, one);
        }
        return new Read(one.get(0).span().clock() == Clock.WALL ? newest(one, contextTokens) : one);
    }

    /**
     * Whether windows that a question needs are still to come. The newest window tells, however many are kept.
     *
     * @param newest window of the stream, if there is one
     * @param outlook of the stream
     */
    public static boolean waits(Question question, Optional<PrunedWindow> newest, Outlook outlook) {
        if (outlook == Outlook.OVER) {
            return false;
        }
        if (newest.isEmpty()) {
            return true;
        }
        Span last = newest.get().span();
        if (last.clock() == Clock.MEDIA) {
            return question.toMicros().map(to -> last.endMicros() < to).orElse(true);
        }
        boolean passed = question.toMicros()
                .map(to -> last.endMicros() >= to)
                .orElse(question.fromMicros()
                        .map(from -> last.endMicros() > from)
                        .orElse(true));
        return !passed && !(outlook == Outlook.QUIET && wasOverWhenAsked(question));
    }

    /** Whether all of the time asked about was in the past, by the clock of whoever asked: then a source that has gone quiet has nothing to add. Of a time without an end, its beginning tells. */
    private static boolean wasOverWhenAsked(Question question) {
        return question.toMicros()
                .or(question::fromMicros)
                .filter(micros -> micros <= question.askedMillis() * MICROS_A_MILLI)
                .isPresent();
    }

    private static boolean isOnATime(Question question) {
        return question.fromMicros().isPresent() || question.toMicros().isPresent();
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

    private static Decision ranged(Question question, List<PrunedWindow> kept) {
        if (countsFromTheBeginning(question, kept.get(kept.size() - 1).span())) {
            return new Refuse(new ReadRefused(
                    "NO_BEGINNING",
                    "the time asked about counts from the beginning of a file, and this stream is live",
                    "Ask how long ago (-10min), or about a moment (2026-03-01T12:00:00Z)."));
        }
        Stretch stretch = Stretch.of(question.fromMicros(), question.toMicros());
        List<PrunedWindow> touched = kept.stream()
                .filter(window -> window.frameSpans().stream().anyMatch(stretch::touches))
                .toList();
        return touched.isEmpty() ? new Refuse(outside(kept)) : new Read(touched);
    }

    private static boolean countsFromTheBeginning(Question question, Span newest) {
        return newest.clock() == Clock.WALL
                && newest.endMicros() >= EARLIEST_MOMENT
                && Stream.concat(question.fromMicros().stream(), question.toMicros().stream())
                        .anyMatch(micros -> micros < EARLIEST_MOMENT);
    }

    private static ReadRefused outside(List<PrunedWindow> kept) {
        Span all = kept.stream().map(PrunedWindow::span).reduce(Span::union).orElseThrow();
        boolean live = all.clock() == Clock.WALL;
        return new ReadRefused(
                "OUTSIDE_KEPT",
                live
                        ? "no frame of the time asked about is kept: the past of this stream reaches from "
                                + moment(all.startMicros()) + " to " + moment(all.endMicros())
                        : "the time asked about has no frame: this stream has the time of its file, which reaches from "
                                + seconds(all.startMicros()) + " to " + seconds(all.endMicros()),
                live
                        ? "Ask about a time within it, or keep more with read.kept-tokens. The pipeline's topic of tokens or its archive may reach further back: see winnow archive ask."
                        : "Ask about a time within it.");
    }

    private static String moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    private static String seconds(long micros) {
        return BigDecimal.valueOf(micros, MICROS_DIGITS).stripTrailingZeros().toPlainString() + " s";
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
