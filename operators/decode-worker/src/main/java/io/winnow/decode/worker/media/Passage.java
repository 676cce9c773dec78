package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import io.winnow.decode.worker.wire.Job;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** One way through an opened input: packets become frames, frames get their seq and span, and those that are chosen are given out. */
final class Passage implements PictureDecoder.Output {
    /** Decoders hold back fewer frames than this, so what is told of an error comes before so many more frames. */
    private static final long CALM_FRAMES = 32;

    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Job job;
    private final Container container;
    private final Packets packets;
    private final PictureDecoder decoder;
    private final Receiver receiver;
    private final Tally tally;
    private final Timeline timeline;
    private final Sampler sampler;
    private final Sight sight;
    private final FormatWatch format;
    private final Optional<LiveClock> live;
    private final StatedClock stated = new StatedClock();
    private boolean awaitsKey;
    private boolean told;
    private long seq;
    private long keySeq;
    private long keyTicks = Job.UNKNOWN;
    private long troubledSeq = -CALM_FRAMES - 1;
    private long skippedBefore;
    private long leftOutSeen;
    private long toldNanos = System.nanoTime();
    private boolean disconnected;

    /**
     * Begins at the container's place.
     *
     * @param packets of the container
     * @param sight what chooses by what frames show
     * @param awaitsKey whether all before the job's key frame is to be dropped
     */
    Passage(
            Job job,
            Container container,
            Packets packets,
            Sight sight,
            PictureDecoder decoder,
            Receiver receiver,
            Tally tally,
            boolean awaitsKey) {
        this.job = job;
        this.container = container;
        this.packets = packets;
        this.sight = sight;
        this.decoder = decoder;
        this.receiver = receiver;
        this.tally = tally;
        this.awaitsKey = awaitsKey;
        AVRational coded = decoder.frameRate();
        timeline = container.timeline(coded.num() > 0 && coded.den() > 0 ? coded : container.frameRate());
        sampler = new Sampler(job.choice(), job.sampledMicros());
        format = new FormatWatch(container, decoder.codec());
        live = job.live().map(address -> container.clock(address.stallMicros()));
    }

    void run() throws IOException, GivenUp {
        boolean ended = false;
        while (!ended) {
            int code = packets.read();
            leaveOut(packets.leftOut());
            if (code == Natives.AGAIN) {
                LockSupport.parkNanos(AGAIN_NANOS);
            } else if (code >= 0) {
                tellClock();
                ended = decoder.decode(packets.packet(), this);
            } else {
                damaged(code);
                decoder.finish(this);
                ended = true;
            }
            countLogged();
            stopIfCancelled();
        }
        checkEnd();
    }

    private void tellClock() throws IOException, GivenUp {
        if (live.isPresent()) {
            OptionalLong ahead = stated.look(packets.packet());
            if (ahead.isPresent()) {
                receiver.clock(ahead.getAsLong());
            }
        }
    }

    /** Nothing that the decoder has is of use for what comes now. Its frames were before what is left out, so they go first. */
    private void leaveOut(long count) throws IOException, GivenUp {
        if (count > 0) {
            decoder.restart(this);
            tally.late += count;
        }
    }

    private void stopIfCancelled() throws IOException, GivenUp {
        if (receiver.cancelled()) {
            throw new GivenUp(Cause.CANCELLED, "");
        }
    }

    private void damaged(int code) throws IOException, GivenUp {
        if (code == Natives.NO_MEMORY) {
            throw new GivenUp(Cause.MEMORY, "");
        }
        if (live.isPresent()) {
            disconnected = true;
        } else if (code != Natives.END && !container.readFailed()) {
            error(Cause.CONTAINER);
        }
    }

    private void checkEnd() throws IOException, GivenUp {
        tellGap();
        if (disconnected) {
            throw new GivenUp(ofDisconnecting(), "");
        }
        if (container.readFailed()) {
            throw new GivenUp(Cause.READ, "");
        }
        if (awaitsKey || seq < job.nextSeq()) {
            throw new GivenUp(Cause.RESUME, "");
        }
        if (seq == 0) {
            throw new GivenUp(Cause.NO_FRAME, "");
        }
    }

    private Cause ofDisconnecting() {
        if (container.stalled()) {
            return Cause.STALLED;
        }
        return container.readFailed() ? Cause.READ : Cause.DISCONNECTED;
    }

    private void countLogged() throws IOException, GivenUp {
        Optional<ErrorLog.Lines> lines = decoder.takeLogged();
        if (lines.isPresent()) {
            errors(lines.get().count(), lines.get().cause());
        }
    }

    @Override
    public void error(Cause cause) throws IOException, GivenUp {
        errors(1, cause);
    }

    /** Those before the frame to go on from were counted the first time. */
    private void errors(long count, Cause cause) throws IOException, GivenUp {
        troubledSeq = seq;
        if (awaitsKey || seq < job.nextSeq()) {
            return;
        }
        tally.errors += count;
        if (!told) {
            told = true;
            receiver.problem(cause, timeline.endMicros(), timeline.endMicros());
        }
    }

    @Override
    public void frame(AVFrame frame) throws IOException, GivenUp {
        countLogged();
        long ticks = unwrapped(frame.best_effort_timestamp());
        boolean key = (frame.flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0;
        if (awaitsKey && !arrivesAtKey(ticks, key)) {
            return;
        }
        timeline.next(ticks, frame.duration());
        if (key && seq - troubledSeq > CALM_FRAMES) {
            keySeq = seq;
            keyTicks = ticks;
        }
        checkLimits();
        tally.decoded = seq + 1;
        tally.endMicros = timeline.endMicros();
        if (seq < job.nextSeq()) {
            passOver(frame);
        } else if (sampler.chooses(seq, timeline.startMicros()) && sight.chooses(frame)) {
            give(frame, key);
        } else if (live.isPresent()) {
            tellPassed();
        }
        seq++;
    }

    private void tellPassed() throws IOException, GivenUp {
        long now = System.nanoTime();
        if (now - toldNanos > TELL_NANOS) {
            toldNanos = now;
            receiver.passed(seq + 1, skipped(), tally.late);
        }
    }

    /** The last of those that are passed over was given out, since one goes on after such. */
    private void passOver(AVFrame frame) throws GivenUp {
        skippedBefore = decoder.skipped();
        if (seq == job.nextSeq() - 1) {
            sight.chose(frame);
        }
    }

    private long unwrapped(long ticks) {
        long leftOut = decoder.skipped() + tally.late - leftOutSeen;
        leftOutSeen += leftOut;
        return live.map(clock -> clock.next(ticks, leftOut)).orElse(ticks);
    }

    private void tellGap() throws IOException, GivenUp {
        if (live.isPresent()) {
            long missing = live.get().takeMissing();
            boolean jumped = live.get().takeJumped();
            if (missing > 0 || jumped) {
                receiver.gap(missing, jumped);
            }
        }
    }

    /** Packets that the choice did not decode, after the frame before the first to give out. */
    long skipped() {
        return decoder.skipped() - skippedBefore;
    }

    private boolean arrivesAtKey(long ticks, boolean key) throws GivenUp {
        if (key && ticks == job.keyTicks()) {
            awaitsKey = false;
            seq = job.keySeq();
            return true;
        }
        if (ticks != Natives.NO_TIMESTAMP && ticks > job.keyTicks()) {
            throw new GivenUp(Cause.RESUME, "");
        }
        return false;
    }

    private void checkLimits() throws IOException, GivenUp {
        if (seq >= job.frames()) {
            throw new GivenUp(Cause.FRAMES, "");
        }
        if (timeline.lengthMicros() > job.lengthMicros()) {
            throw new GivenUp(Cause.LENGTH, "");
        }
        stopIfCancelled();
    }

    private void give(AVFrame frame, boolean key) throws IOException, GivenUp {
        tellGap();
        toldNanos = System.nanoTime();
        Orientation orientation = format.look(frame, receiver);
        tally.given++;
        receiver.frame(
                frame,
                new FrameFacts(
                        seq,
                        timeline.startMicros(),
                        timeline.endMicros(),
                        key,
                        keySeq,
                        keyTicks,
                        tally.errors,
                        skipped(),
                        tally.late,
                        LiveFeed.receivedNanos(frame),
                        decoder.takeWorkNanos() / 1_000,
                        orientation));
    }
}
