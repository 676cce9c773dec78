package io.winnow.decode.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Events that nobody has taken yet. What is not live waits for as long as it takes, and the child with it, once its ring is full. A picture of a live address gives way when it is too old, or where the
 * latest is wanted when a newer one is there, and is told as one that did, so that the child goes on. One thread at a time.
 */
final class Untaken {
    /** With so many events no picture gives way until one is taken, so that the ring becomes full and the child waits. */
    private static final int MOST = 1_024;

    private final boolean live;
    private final boolean newestOnly;
    private final long behindNanos;
    private final List<DecodeEvent.Picture> givenUp = new ArrayList<>();
    private Deque<Waiting> events = new ArrayDeque<>();

    /** An event; of a picture, since when it is on its way from the source. */
    private record Waiting(DecodeEvent event, long sinceNanos) {}

    private Untaken(boolean live, boolean newestOnly, long behindNanos) {
        this.live = live;
        this.newestOnly = newestOnly;
        this.behindNanos = behindNanos;
    }

    /** Those of a session. */
    static Untaken of(DecodeRequest request) {
        return request.input() instanceof DecodeInput.Live input
                ? new Untaken(
                        true,
                        request.sampling() instanceof Sampling.Latest,
                        input.behind().toNanos())
                : new Untaken(false, false, 0);
    }

    void add(DecodeEvent event, long nowNanos) {
        if (event instanceof DecodeEvent.Passed
                && !events.isEmpty()
                && events.getLast().event() instanceof DecodeEvent.Passed) {
            // It says all that the one before it does.
            events.removeLast();
        }
        long age = event instanceof DecodeEvent.Picture picture ? picture.ageMicros() * 1_000 : 0;
        events.add(new Waiting(event, nowNanos - age));
        if (events.size() < MOST) {
            giveWay(nowNanos);
        }
    }

    Optional<DecodeEvent> poll(long nowNanos) {
        giveWay(nowNanos);
        return Optional.ofNullable(events.poll()).map(Waiting::event);
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    private void giveWay(long nowNanos) {
        if (!live) {
            return;
        }
        long pictures = events.stream().filter(Untaken::isPicture).count();
        Deque<Waiting> left = new ArrayDeque<>();
        for (Waiting waiting : events) {
            boolean newest = isPicture(waiting) && --pictures == 0;
            boolean tooOld = nowNanos - waiting.sinceNanos() > behindNanos;
            if (isPicture(waiting) && (tooOld || (newestOnly && !newest))) {
                giveUp((DecodeEvent.Picture) waiting.event(), left);
            } else {
                left.add(waiting);
            }
        }
        events = left;
    }

    private static boolean isPicture(Waiting waiting) {
        return waiting.event() instanceof DecodeEvent.Picture;
    }

    /** Those that follow one another are told together. */
    private void giveUp(DecodeEvent.Picture picture, Deque<Waiting> left) {
        givenUp.add(picture);
        long pictures = 1;
        if (!left.isEmpty() && left.getLast().event() instanceof DecodeEvent.Superseded before) {
            left.removeLast();
            pictures += before.pictures();
        }
        left.add(new Waiting(new DecodeEvent.Superseded(picture, pictures), 0));
    }

    /** Gives up all that there is. */
    void clear() {
        events.stream()
                .filter(Untaken::isPicture)
                .forEach(waiting -> givenUp.add((DecodeEvent.Picture) waiting.event()));
        events.clear();
    }

    /** Pictures given up since the last call, whose pixels are to be released. */
    List<DecodeEvent.Picture> takeGivenUp() {
        List<DecodeEvent.Picture> taking = List.copyOf(givenUp);
        givenUp.clear();
        return taking;
    }
}
