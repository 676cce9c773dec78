package io.winnow.cli.archive;

import io.winnow.archive.Bytewise;
import io.winnow.cli.ask.TimeRange;
import io.winnow.records.Clock;
import io.winnow.records.Moment;
import io.winnow.records.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** How far the past reaches: what is kept in and around a time that is asked about, stream by stream. */
final class Reach {
    private static final int LISTED = 5;
    private static final BinaryOperator<Span> LATER = BinaryOperator.maxBy(Comparator.comparingLong(Span::endMicros));
    private static final BinaryOperator<Span> EARLIER =
            BinaryOperator.minBy(Comparator.comparingLong(Span::startMicros));

    private final TimeRange time;

    /** Of each stream all frames that are of the time in one span, and the nearest on either side of it. */
    private final SortedMap<String, Map<Side, Span>> streams = new TreeMap<>(Bytewise.ORDER);

    private enum Side {
        BEFORE,
        WITHIN,
        AFTER
    }

    Reach(TimeRange time) {
        this.time = time;
    }

    /** Looks at a frame that is kept, and says whether it is of the time. */
    boolean add(String stream, Span frame) {
        Map<Side, Span> known = streams.computeIfAbsent(stream, any -> new EnumMap<>(Side.class));
        boolean within = time.holds(frame);
        if (time.clock().equals(Optional.of(frame.clock()))) {
            if (within) {
                known.merge(Side.WITHIN, frame, Span::union);
            } else if (isBefore(frame)) {
                known.merge(Side.BEFORE, frame, LATER);
            } else {
                known.merge(Side.AFTER, frame, EARLIER);
            }
        }
        return within;
    }

    private boolean isBefore(Span outside) {
        return time.begin()
                .filter(begin -> outside.startMicros() < begin.micros())
                .isPresent();
    }

    /** What there is where nothing of the time is, as the rest of a sentence; empty where no frame was looked at. */
    String instead() {
        if (streams.isEmpty() || time.clock().isEmpty()) {
            return "";
        }
        String near = nearest(on(Side.BEFORE).reduce(LATER), on(Side.AFTER).reduce(EARLIER));
        if (!near.isEmpty()) {
            return "; " + near;
        }
        return time.clock().get() == Clock.WALL
                ? "; no frame that it holds says when it was by the clock of the wall"
                : "; no frame that it holds is told by its offset in a file";
    }

    private Stream<Span> on(Side side) {
        return streams.values().stream().flatMap(known -> Optional.ofNullable(known.get(side)).stream());
    }

    private static String nearest(Optional<Span> before, Optional<Span> after) {
        List<String> parts = new ArrayList<>();
        before.ifPresent(span -> parts.add("the last frame before is of " + start(span)));
        after.ifPresent(span -> parts.add("the first frame after is of " + start(span)));
        return String.join(", ", parts);
    }

    /**
     * What of the time is not kept of which stream, in sentences; none where all is.
     *
     * <p>By the clock of the wall alone: a clip is over where it ends.
     */
    List<String> lacking() {
        if (!time.clock().equals(Optional.of(Clock.WALL))) {
            return List.of();
        }
        List<String> lacking = new ArrayList<>();
        streams.forEach((stream, known) -> lacking(stream, known).ifPresent(lacking::add));
        int more = lacking.size() - LISTED;
        if (more > 0) {
            lacking.subList(LISTED, lacking.size()).clear();
            lacking.add("Nor is all of it kept of " + more + " streams more.");
        }
        return lacking;
    }

    private Optional<String> lacking(String stream, Map<Side, Span> known) {
        Optional<Span> before = Optional.ofNullable(known.get(Side.BEFORE));
        Optional<Span> after = Optional.ofNullable(known.get(Side.AFTER));
        Optional<Span> within = Optional.ofNullable(known.get(Side.WITHIN));
        if (within.isEmpty()) {
            String near = nearest(before, after);
            return Optional.of("Of " + stream + ", no frame of the time asked about is kept"
                    + (near.isEmpty() ? "" : ": " + near) + ".");
        }
        Span kept = within.get();
        boolean late = before.isEmpty()
                && time.begin()
                        .filter(begin -> begin.micros() < kept.startMicros())
                        .isPresent();
        boolean early = after.isEmpty()
                && time.end().filter(end -> end.micros() > kept.endMicros()).isPresent();
        return late || early
                ? Optional.of("Of " + stream + ", frames of the time asked about are kept"
                        + (late ? " from " + start(kept) : "")
                        + (early ? " to " + new Moment(kept.endMicros(), kept.clock()).words() : "") + " only.")
                : Optional.empty();
    }

    private static String start(Span span) {
        return new Moment(span.startMicros(), span.clock()).words();
    }
}
