package io.winnow.decode.stream;

import io.winnow.decode.process.DecodeEvent;
import io.winnow.frames.Decoded;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The life of one stream: it begins or goes on, takes what its decoder says, falls silent, pauses and ends. Never waits; between two calls of {@link #advance} its {@link #progress} says exactly what
 * has left. One thread at a time.
 */
public final class StreamReading implements AutoCloseable {
    private final StreamPlan plan;
    private final StreamState state;
    private final StreamEvents events;
    private final FrameOutput output;
    private final Letters letters;
    private final Items items;
    private final Silence silence;
    private final Outage outage;
    private final ItemEvents itemEvents;
    private final LiveEvents liveEvents;
    private final InstantSource clock;
    private String untold;
    private boolean finished;
    private String endReason = "";

    StreamReading(
            StreamPlan plan,
            StreamProgress from,
            StreamState state,
            Items items,
            FrameOutput output,
            Letters letters,
            Silence silence,
            InstantSource clock,
            boolean paused) {
        if (from.started() && plan.input() instanceof StreamInput.StandardInput) {
            throw new SourceLostException(plan.stream());
        }
        this.plan = plan;
        this.state = state;
        this.items = items;
        this.output = output;
        this.letters = letters;
        this.silence = silence;
        this.clock = clock;
        this.events = new StreamEvents(plan.stream(), clock);
        this.outage = new Outage(plan, state, events, output, letters);
        Formats formats = new Formats(plan, state, events);
        this.itemEvents = new ItemEvents(plan, state, items, output, formats, letters);
        this.liveEvents = new LiveEvents(itemEvents, state, items, output, formats, outage, silence, clock);
        this.untold = goingOn(plan, from, paused);
    }

    /** Why the stream does not just go on where it was; empty where it does. */
    private static String goingOn(StreamPlan plan, StreamProgress from, boolean paused) {
        if (paused) {
            return DropReasons.RESUMED;
        }
        return from.started() && !plan.replayable() ? DropReasons.RESTORED : "";
    }

    /**
     * Goes on by one step where that needs no waiting.
     *
     * @param out takes what leaves
     * @return whether there was a step
     */
    public boolean advance(Consumer<Decoded> out) {
        if (!state.started()) {
            state.start(plan.replayable() ? state.epoch() : Math.max(clock.millis(), state.epoch()));
            out.accept(events.started(state.epoch()));
            if (plan.input().items() == 0) {
                tellEmpty(out);
            }
            return true;
        }
        if (!untold.isEmpty()) {
            tellGoingOn(out);
            return true;
        }
        Optional<DecodeEvent> event = items.poll();
        if (event.isPresent()) {
            take(event.get(), out);
            return true;
        }
        return isSilent(out);
    }

    private void take(DecodeEvent event, Consumer<Decoded> out) {
        if (plan.live()) {
            liveEvents.take(event, out);
            return;
        }
        silence.broken();
        itemEvents.take(event, out);
        if (items.exhausted()) {
            endReason = itemEvents.failure();
            end(out);
        }
    }

    /** What can be read again goes on as if nothing had been; what cannot begins a new epoch, a live source once it is there. */
    private void tellGoingOn(Consumer<Decoded> out) {
        if (plan.live()) {
            state.again(0);
            outage.goOn(untold, out);
        } else if (plan.replayable()) {
            out.accept(events.dropped(state.epoch(), untold, 0));
        } else {
            output.beginEpoch(output.nextEpoch(), state.nextFrame(), untold, 0, out);
        }
        untold = "";
    }

    private void tellEmpty(Consumer<Decoded> out) {
        endReason = DropReasons.NOT_MEDIA;
        out.accept(letters.letter(
                plan.stream(),
                endReason,
                "there is neither a picture nor a video in it",
                plan.input().shown(0),
                Optional.empty(),
                1));
        end(out);
    }

    private boolean isSilent(Consumer<Decoded> out) {
        if (!finished && plan.waitsForOthers() && silence.lasts(clock.millis())) {
            out.accept(events.idle(state.epoch()));
            return true;
        }
        return false;
    }

    /** In the same step as what the stream ends with, so that no checkpoint comes between. */
    private void end(Consumer<Decoded> out) {
        output.tellDropped(out);
        out.accept(events.ended(state.epoch(), endReason, state.counted()));
        finished = true;
    }

    /**
     * Ends the stream where it is; what was decoded ahead is given up.
     *
     * @param reason why, or empty where there is nothing to say
     */
    public void stop(String reason, Consumer<Decoded> out) {
        if (!state.started()) {
            advance(out);
        }
        if (!finished) {
            endReason = reason;
            end(out);
        }
    }

    /** Says that the stream stays where it is until it is opened again; this reading is done with then. */
    public void pause(Consumer<Decoded> out) {
        if (!state.started()) {
            advance(out);
        }
        if (!finished && !paused()) {
            out.accept(events.dropped(state.epoch(), DropReasons.PAUSED, 0));
        }
    }

    /** Whether the last that was said of the stream is that it is paused. */
    public boolean paused() {
        return untold.equals(DropReasons.RESUMED);
    }

    /** Whether the stream has ended and its last event has left. */
    public boolean finished() {
        return finished;
    }

    /** Why the stream was given up; empty where it was not. */
    public String endReason() {
        return endReason;
    }

    /** Where to go on, were this reading given up now. */
    public StreamProgress progress() {
        return state.progress();
    }

    /** What is read. */
    public StreamPlan plan() {
        return plan;
    }

    /** Completed when {@link #advance} may have a step to go. */
    public CompletableFuture<Void> available() {
        long dueMillis = plan.waitsForOthers() ? silence.dueMillis(clock.millis()) : -1;
        if (dueMillis < 0) {
            return items.available();
        }
        CompletableFuture<Void> timer =
                new CompletableFuture<Void>().completeOnTimeout(null, dueMillis, TimeUnit.MILLISECONDS);
        return CompletableFuture.anyOf(items.available(), timer).thenApply(any -> null);
    }

    @Override
    public void close() {
        items.close();
    }
}
