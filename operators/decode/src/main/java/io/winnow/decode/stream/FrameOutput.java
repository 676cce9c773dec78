package io.winnow.decode.stream;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.FramePolicy;
import io.winnow.decode.PictureSize;
import io.winnow.decode.process.DecodeEvent;
import io.winnow.decode.process.DecodeEvent.Passed;
import io.winnow.decode.process.DecodeEvent.Picture;
import io.winnow.decode.process.DecodeEvent.Superseded;
import io.winnow.decode.process.ResumePoint;
import io.winnow.frames.Decoded;
import io.winnow.records.Span;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Hands on a stream's frames, and tells those that it does not, in order. */
final class FrameOutput {
    /** Told together, so that a policy that drops most frames does not double the records; at fixed counts, so that a replay tells the same. */
    private static final int TOLD_TOGETHER = 256;

    private static final long MICROS = 1_000;

    private final StreamPlan plan;
    private final StreamState state;
    private final StreamEvents events;
    private final PictureClock pictureClock;
    private final PictureSize size;
    private final FrameMeter meter;
    private final InstantSource clock;
    private long skippedTold;
    private long lateTold;
    private OptionalLong originMicros = OptionalLong.empty();

    FrameOutput(
            StreamPlan plan,
            StreamState state,
            StreamEvents events,
            DecodeOptions options,
            PictureSize size,
            FrameMeter meter,
            InstantSource clock) {
        this.plan = plan;
        this.state = state;
        this.events = events;
        this.pictureClock = new PictureClock(options.pictureLength());
        this.size = size;
        this.meter = meter;
        this.clock = clock;
    }

    /** A picture that the decoder chose. */
    void picture(Picture picture, Consumer<Decoded> out) {
        passed(picture, 0, out);
        long frame = state.frame(picture.seq());
        if (plan.pictures() && !pictureClock.chooses(plan.policy(), frame)) {
            drop(DropReasons.POLICY, 1, out);
            picture.pixels().release();
            return;
        }
        Span span = span(picture, frame);
        if (state.goesBack(span.startMicros())) {
            beginEpoch(nextEpoch(), frame, DropReasons.TIMESTAMP_JUMP, 0, out);
        }
        state.handedOn(span.startMicros());
        out.accept(new DecodedFrame(
                plan.stream(),
                state.epoch(),
                state.seq(frame),
                span,
                size,
                picture.sourceWidth(),
                picture.sourceHeight(),
                picture.decodeMicros(),
                clock.millis(),
                picture.pixels()));
    }

    /** A picture in whose stead a newer one is handed on. */
    void superseded(Picture picture, Consumer<Decoded> out) {
        passed(picture, 0, out);
        drop(DropReasons.LATEST, 1, out);
        picture.pixels().release();
    }

    /** Pictures of a live source that waited too long for the line. */
    void superseded(Superseded superseded, Consumer<Decoded> out) {
        passed(superseded.last(), superseded.pictures() - 1, out);
        drop(overload(), superseded.pictures(), out);
    }

    private String overload() {
        return plan.policy() instanceof FramePolicy.Latest ? DropReasons.LATEST : DropReasons.OVERLOAD;
    }

    /**
     * A picture came, and what is known with it of what did not.
     *
     * @param chosenBefore frames that were chosen since the last that was passed, and are counted apart
     */
    private void passed(Picture picture, long chosenBefore, Consumer<Decoded> out) {
        long before = state.passed(picture.seq());
        meter.decoded(before + 1);
        drop(DropReasons.POLICY, before - chosenBefore, out);
        skipped(picture.skipped(), out);
        late(picture.late(), out);
        state.countErrors(picture.errors());
        state.goOnAt(picture.resume());
    }

    /** No frame of a live source was chosen for a while. */
    void passedOver(Passed passed, Consumer<Decoded> out) {
        notChosen(passed.decoded(), out);
        skipped(passed.skipped(), out);
        late(passed.late(), out);
        state.goOnAt(new ResumePoint(passed.decoded(), 0, ResumePoint.UNKNOWN, ResumePoint.UNKNOWN));
    }

    /** All frames before this one of the item that were not given out. */
    void notChosen(long decodedOfItem, Consumer<Decoded> out) {
        long frames = state.passed(decodedOfItem);
        meter.decoded(frames);
        drop(DropReasons.POLICY, frames, out);
    }

    /** Packets that the policy did not decode, so far in this session. */
    void skipped(long packets, Consumer<Decoded> out) {
        drop(DropReasons.POLICY, packets - skippedTold, out);
        skippedTold = packets;
    }

    /** Packets that had waited too long to be decoded, so far in this session. */
    void late(long packets, Consumer<Decoded> out) {
        drop(overload(), packets - lateTold, out);
        lateTold = packets;
    }

    /** The next item has a session of its own. */
    void nextItem() {
        skippedTold = 0;
        lateTold = 0;
    }

    void drop(String reason, long frames, Consumer<Decoded> out) {
        if (frames == 0) {
            return;
        }
        meter.dropped(reason, frames);
        state.dropped(reason, frames);
        if (state.pendingFrames() >= TOLD_TOGETHER) {
            tellDropped(out);
        }
    }

    /** What was dropped and is not told yet. */
    void tellDropped(Consumer<Decoded> out) {
        state.takePending().forEach((reason, count) -> out.accept(events.dropped(state.epoch(), reason, count)));
    }

    /** The epoch of a camera is the time when it began; that of what can be replayed is counted. */
    long nextEpoch() {
        return plan.replayable() ? state.epoch() + 1 : Math.max(clock.millis(), state.epoch() + 1);
    }

    /**
     * Begins an epoch.
     *
     * @param frame of the stream that is its first
     * @param reason of the gap before it
     * @param missed frames in that gap, by estimate
     */
    void beginEpoch(long epoch, long frame, String reason, long missed, Consumer<Decoded> out) {
        tellDropped(out);
        state.beginEpoch(epoch, frame);
        originMicros = OptionalLong.empty();
        lost(reason, missed);
        out.accept(events.missing(epoch, reason, missed));
    }

    /** Frames that never came, by estimate; told at once, and whether the stream's clock has jumped since. */
    void gap(DecodeEvent.Gap gap, Consumer<Decoded> out) {
        if (gap.missing() > 0) {
            tellDropped(out);
            lost(DropReasons.TRANSPORT, gap.missing());
            out.accept(events.missing(state.epoch(), DropReasons.TRANSPORT, gap.missing()));
        }
        if (gap.jumped()) {
            beginEpoch(nextEpoch(), state.nextFrame(), DropReasons.TIMESTAMP_JUMP, 0, out);
        }
    }

    private void lost(String reason, long frames) {
        if (frames > 0) {
            meter.dropped(reason, frames);
            state.lost(frames);
        }
    }

    /** A live source was opened again. */
    void reconnected() {
        meter.reconnected();
    }

    private Span span(Picture picture, long frame) {
        long start = plan.pictures() ? pictureClock.startMicros(frame) : picture.startMicros();
        long end = plan.pictures() ? pictureClock.startMicros(frame + 1) : picture.endMicros();
        long origin = plan.live() ? originMicros(start) : 0;
        return new Span(origin + start, origin + Math.max(start, end), plan.clock());
    }

    /** A live stream's media begins there on the clock of the wall; said once an epoch, so that frames keep their distances. */
    void begins(long wallMicros) {
        if (originMicros.isEmpty()) {
            originMicros = OptionalLong.of(wallMicros);
        }
    }

    /** Where it begins; where nobody said so, by when the first frame of the epoch came. */
    private long originMicros(long startMicros) {
        begins(clock.millis() * MICROS - startMicros);
        return originMicros.getAsLong();
    }

    /** When something was on the wall's clock, by the media's; empty where no frame of the epoch has come. */
    OptionalLong wallMillis(long mediaMicros) {
        return originMicros.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of((originMicros.getAsLong() + mediaMicros) / MICROS);
    }
}
