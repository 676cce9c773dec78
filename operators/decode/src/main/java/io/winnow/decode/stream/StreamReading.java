package io.winnow.decode.stream;

import io.winnow.decode.FramePolicy;
import io.winnow.decode.process.DecodeEvent;
import io.winnow.decode.process.DecodeEvent.End;
import io.winnow.decode.process.DecodeEvent.Failure;
import io.winnow.decode.process.DecodeEvent.Format;
import io.winnow.decode.process.DecodeEvent.Passed;
import io.winnow.decode.process.DecodeEvent.Picture;
import io.winnow.decode.process.DecodeEvent.Problem;
import io.winnow.decode.process.DecodeEvent.StatedClock;
import io.winnow.decode.process.DecodeEvent.Superseded;
import io.winnow.frames.Decoded;
import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads one stream. Never waits; between two calls of {@link #advance} its {@link #progress} says exactly what has left. One thread at a time. */
public final class StreamReading implements AutoCloseable {
    private final StreamPlan plan;
    private final StreamState state;
    private final StreamEvents events;
    private final FrameOutput output;
    private final Letters letters;
    private final Items items;
    private final Silence silence;
    private final Outage outage;
    private final Formats formats;
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
        this.formats = new Formats(plan, state, events);
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
            if (plan.live()) {
                takeLive(event.get(), out);
            } else {
                silence.broken();
                take(event.get(), out);
            }
            return true;
        }
        return isSilent(out);
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

    /** What ends a connection does not end the stream. */
    private void takeLive(DecodeEvent event, Consumer<Decoded> out) {
        if (event instanceof Failure failure) {
            disconnected(failure, out);
        } else if (event instanceof End end) {
            disconnected(
                    new Failure(Failure.Code.READ, "it ended", 0, end.decoded(), end.skipped(), 0, end.errors()), out);
        } else if (event instanceof DecodeEvent.Gap gap) {
            output.gap(gap, out);
        } else if (event instanceof Format format) {
            formats.announce(format, clock.millis());
        } else if (event instanceof Picture picture) {
            silence.broken();
            arrives(picture, out);
            take(picture, out);
        } else if (event instanceof StatedClock stated) {
            formats.stated(stated, out);
        } else if (event instanceof Passed passed) {
            output.passedOver(passed, out);
        } else if (event instanceof Superseded superseded) {
            silence.broken();
            arrives(superseded.last(), out);
            output.superseded(superseded, out);
        } else {
            take(event, out);
        }
    }

    /** The first picture of a connection, or of a format, says when what was announced before it was. */
    private void arrives(Picture picture, Consumer<Decoded> out) {
        OptionalLong began = formats.beganMicros();
        long first = began.isPresent() ? began.getAsLong() + picture.startMicros() : clock.millis() * 1_000;
        outage.over(first / 1_000, out);
        began.ifPresent(output::begins);
        formats.arrived(out);
    }

    private void disconnected(Failure failure, Consumer<Decoded> out) {
        output.notChosen(failure.decoded(), out);
        output.skipped(failure.skipped(), out);
        output.late(failure.late(), out);
        outage.lost(failure, out);
        formats.gone();
        items.next();
        state.again(failure.decoded());
        output.nextItem();
    }

    private void take(DecodeEvent event, Consumer<Decoded> out) {
        if (event instanceof Picture picture) {
            output.picture(newest(picture, out), out);
        } else if (event instanceof Format format) {
            formats.tell(format, out);
        } else if (event instanceof Problem problem) {
            state.tellError(problem.what(), problem.startMicros(), problem.endMicros());
        } else if (event instanceof End end) {
            itemEnded(end, out);
        } else if (event instanceof Failure failure) {
            itemFailed(failure, out);
        }
    }

    private Picture newest(Picture picture, Consumer<Decoded> out) {
        Picture newest = picture;
        while (plan.policy() instanceof FramePolicy.Latest && items.peek().orElse(null) instanceof Picture next) {
            output.superseded(newest, out);
            newest = next;
            items.poll();
        }
        return newest;
    }

    private void itemEnded(End end, Consumer<Decoded> out) {
        output.notChosen(end.decoded(), out);
        output.skipped(end.skipped(), out);
        state.countErrors(end.errors());
        ItemErrors errors = state.errors();
        if (errors.count() > 0) {
            tellLetter(Failure.Code.DECODE.name(), errors.first(), span(errors), out);
        }
        nextItem(end.decoded(), out);
    }

    private void itemFailed(Failure failure, Consumer<Decoded> out) {
        output.notChosen(failure.decoded(), out);
        output.skipped(failure.skipped(), out);
        state.countErrors(failure.errors());
        state.tellError(failure.what(), failure.startMicros(), failure.startMicros());
        if (failure.code() == Failure.Code.NOT_MEDIA && !plan.named()) {
            output.drop(DropReasons.NOT_MEDIA, 1, out);
        } else {
            tellLetter(Letters.reason(failure.code()), what(failure), span(state.errors()), out);
        }
        endReason = plan.input().items() == 1 ? Letters.reason(failure.code()) : "";
        nextItem(failure.decoded(), out);
    }

    /** The first error explains a file that could not be decoded; a limit or a lost connection explains itself. */
    private String what(Failure failure) {
        return failure.code() == Failure.Code.DECODE ? state.errors().first() : failure.what();
    }

    private static Optional<Span> span(ItemErrors errors) {
        return Optional.of(new Span(errors.startMicros(), errors.endMicros(), Clock.MEDIA));
    }

    private void tellLetter(String reason, String what, Optional<Span> span, Consumer<Decoded> out) {
        out.accept(letters.letter(
                plan.stream(),
                reason,
                what,
                plan.input().shown(state.item()),
                span,
                Math.max(1, state.errors().count())));
    }

    private void nextItem(long decoded, Consumer<Decoded> out) {
        items.next();
        state.nextItem(decoded);
        output.nextItem();
        if (items.exhausted()) {
            end(out);
        }
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
