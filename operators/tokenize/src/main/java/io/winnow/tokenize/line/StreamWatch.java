package io.winnow.tokenize.line;

import io.winnow.frames.FrameEvent;
import io.winnow.records.DeadLetter;
import io.winnow.records.StreamStatus;
import io.winnow.records.StreamStatus.State;
import java.util.Map;
import java.util.TreeMap;

/** What people who watch streams see of one. */
public final class StreamWatch {
    private static final String PAUSED = "PAUSED";
    private static final String RESUMED = "RESUMED";
    private static final String REMOVED = "REMOVED";
    private static final String NOT_MEDIA = "NOT_MEDIA";
    private static final String RECONNECTING = "RECONNECTING";
    private static final String RECONNECTED = "RECONNECTED";
    private static final String WHY = "why";
    private static final String CLOCK_AHEAD_SECONDS = "clockAheadSeconds";

    private Seen seen;
    private final Map<String, Long> dropped;
    private long clockAheadSeconds;

    /**
     * What was seen so far.
     *
     * @param state what the stream is doing
     * @param epoch its newest
     * @param lastFrameMicros start of its newest frame
     * @param lastFrameMillis wall clock when that was decoded
     * @param earlierFrames frames decoded in earlier epochs
     * @param frames decoded in this epoch
     * @param reconnects how often it was opened again
     * @param message what went wrong, or empty
     */
    public record Seen(
            State state,
            long epoch,
            long lastFrameMicros,
            long lastFrameMillis,
            long earlierFrames,
            long frames,
            long reconnects,
            String message) {
        Seen in(State other) {
            return new Seen(other, epoch, lastFrameMicros, lastFrameMillis, earlierFrames, frames, reconnects, message);
        }

        Seen inEpoch(long newest) {
            return newest == epoch
                    ? this
                    : new Seen(
                            state,
                            newest,
                            lastFrameMicros,
                            lastFrameMillis,
                            earlierFrames + frames,
                            0,
                            reconnects,
                            message);
        }

        Seen withFrames(long decoded) {
            return new Seen(
                    state,
                    epoch,
                    lastFrameMicros,
                    lastFrameMillis,
                    earlierFrames,
                    Math.max(frames, decoded - earlierFrames),
                    reconnects,
                    message);
        }

        Seen withFrame(FrameFacts frame) {
            return new Seen(
                    State.RUNNING,
                    epoch,
                    frame.span().startMicros(),
                    frame.ingestMillis(),
                    earlierFrames,
                    Math.max(frames, frame.seq() + 1),
                    reconnects,
                    message);
        }

        Seen withReconnects(long times) {
            return new Seen(state, epoch, lastFrameMicros, lastFrameMillis, earlierFrames, frames, times, message);
        }

        Seen withMessage(String words) {
            return new Seen(state, epoch, lastFrameMicros, lastFrameMillis, earlierFrames, frames, reconnects, words);
        }
    }

    StreamWatch() {
        this(new Seen(State.RUNNING, 0, 0, 0, 0, 0, 0, ""), Map.of(), 0);
    }

    /** As it was stored. */
    public StreamWatch(Seen seen, Map<String, Long> dropped, long clockAheadSeconds) {
        this.seen = seen;
        this.dropped = new TreeMap<>(dropped);
        this.clockAheadSeconds = clockAheadSeconds;
    }

    public Seen seen() {
        return seen;
    }

    /** Frames not tokenized, by reason. */
    public Map<String, Long> dropped() {
        return Map.copyOf(dropped);
    }

    /** By how much the source's clock is ahead of the machine that decodes it, by the source's word; 0 where it says nothing. */
    public long clockAheadSeconds() {
        return clockAheadSeconds;
    }

    boolean hasEnded() {
        return seen.state() == State.ENDED || seen.state() == State.FAILED;
    }

    void frame(FrameFacts frame) {
        seen = seen.inEpoch(frame.epoch()).withFrame(frame);
    }

    void drop(String reason, long count) {
        dropped.merge(reason, count, Long::sum);
    }

    void failure(DeadLetter letter) {
        seen = seen.withMessage(letter.what());
    }

    void event(FrameEvent event) {
        seen = seen.inEpoch(event.epoch());
        switch (event.kind()) {
            case STARTED -> seen = seen.in(State.RUNNING).withMessage("");
            case FORMAT -> {
                seen = seen.in(State.RUNNING);
                clockAheadSeconds = Long.parseLong(event.attributes().getOrDefault(CLOCK_AHEAD_SECONDS, "0"));
            }
            case IDLE -> seen = seen.state() == State.RECONNECTING ? seen : seen.in(State.IDLE);
            case GAP -> gap(event);
            case ENDED -> seen = seen.withFrames(event.count()).in(ended(event.reason()));
        }
    }

    private void gap(FrameEvent event) {
        switch (event.reason()) {
            case PAUSED -> seen = seen.in(State.PAUSED);
            case RESUMED -> seen = seen.in(State.RUNNING);
            case RECONNECTING ->
                seen = seen.in(State.RECONNECTING)
                        .withMessage(event.attributes().getOrDefault(WHY, ""));
            case RECONNECTED -> {
                drop(event.reason(), event.count());
                seen = seen.in(State.RUNNING)
                        .withReconnects(seen.reconnects() + 1)
                        .withMessage("");
            }
            default -> drop(event.reason(), event.count());
        }
    }

    /** A file of a folder that is no media is skipped without a dead letter: its stream did not fail. */
    private State ended(String reason) {
        return switch (reason) {
            case "", REMOVED -> State.ENDED;
            case NOT_MEDIA -> seen.message().isEmpty() ? State.ENDED : State.FAILED;
            default -> State.FAILED;
        };
    }

    StreamStatus status(String stream, String run, long nowMillis) {
        boolean away = seen.state() == State.FAILED || seen.state() == State.RECONNECTING;
        String message = away ? seen.message() : ClockWords.of(clockAheadSeconds);
        return new StreamStatus(
                stream,
                run,
                seen.state(),
                seen.epoch(),
                seen.lastFrameMicros(),
                seen.lastFrameMillis(),
                seen.earlierFrames() + seen.frames(),
                dropped,
                seen.reconnects(),
                message,
                nowMillis);
    }
}
