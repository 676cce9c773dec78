package io.winnow.decode.worker;

import io.winnow.decode.worker.media.Decoding;
import io.winnow.decode.worker.media.FrameFacts;
import io.winnow.decode.worker.media.GivenUp;
import io.winnow.decode.worker.media.Outcome;
import io.winnow.decode.worker.media.Painter;
import io.winnow.decode.worker.media.Receiver;
import io.winnow.decode.worker.media.StreamFacts;
import io.winnow.decode.worker.wire.Cause;
import io.winnow.decode.worker.wire.Job;
import io.winnow.decode.worker.wire.ToChild;
import io.winnow.decode.worker.wire.ToParent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One item: its pictures go into the ring, all else to the parent, in order. */
final class Item implements Receiver {
    private static final long ALIVE_NANOS = 1_000_000_000L;

    private final int item;
    private final Job job;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Ring ring;
    private final PaintThread paint;
    private final FrameShelf shelf;
    private final Painter painter;
    private final AtomicLong aliveNanos = new AtomicLong(System.nanoTime());

    Item(ToChild.Decode order, Inbox inbox, Outbox outbox, Ring ring, PaintThread paint, FrameShelf shelf) {
        this.item = order.item();
        this.job = order.job();
        this.inbox = inbox;
        this.outbox = outbox;
        this.ring = ring;
        this.paint = paint;
        this.shelf = shelf;
        if (3L * job.width() * job.height() > ring.room()) {
            throw new IllegalArgumentException("a picture of " + job.width() + "x" + job.height() + " has no room");
        }
        this.painter = new Painter(job.width(), job.height(), job.cropped());
    }

    void run() throws IOException {
        try (painter) {
            Outcome outcome = new Decoding(job, new ParentBytes(inbox, outbox), this).run();
            outbox.send(last(painted(outcome)));
        }
    }

    /** What became of it once all pictures are scaled. */
    private Outcome painted(Outcome outcome) throws IOException {
        try {
            paint.finish();
            return outcome;
        } catch (GivenUp e) {
            return new Outcome(
                    Optional.of(e.why()),
                    e.detail(),
                    outcome.endMicros(),
                    outcome.decoded(),
                    outcome.given(),
                    outcome.skipped(),
                    outcome.late(),
                    outcome.errors());
        }
    }

    private ToParent last(Outcome outcome) {
        if (outcome.failure().isEmpty()) {
            return new ToParent.End(item, outcome.decoded(), outcome.given(), outcome.skipped(), outcome.errors());
        }
        return new ToParent.Failure(
                item,
                outcome.failure().get(),
                outcome.detail(),
                outcome.endMicros(),
                outcome.decoded(),
                outcome.skipped(),
                outcome.late(),
                outcome.errors());
    }

    @Override
    public void format(StreamFacts facts) throws IOException, GivenUp {
        ToParent message = new ToParent.Format(
                item,
                facts.width(),
                facts.height(),
                facts.codec(),
                facts.container(),
                facts.pixelFormat(),
                facts.rotation(),
                facts.aspectNumerator(),
                facts.aspectDenominator(),
                facts.framesPerSecond(),
                facts.lengthMicros(),
                facts.ageMicros());
        paint.add(() -> outbox.send(message));
    }

    @Override
    public void frame(AVFrame frame, FrameFacts facts) throws IOException, GivenUp {
        AVFrame held = shelf.hold(frame);
        paint.add(new PaintThread.Step() {
            @Override
            public void run() throws IOException, GivenUp {
                try {
                    paint(held, facts);
                } finally {
                    shelf.giveBack(held);
                }
            }

            @Override
            public void drop() {
                shelf.giveBack(held);
            }
        });
    }

    private void paint(AVFrame frame, FrameFacts facts) throws IOException, GivenUp {
        int slot = ring.take(() -> inbox.cancelled(item));
        if (slot < 0) {
            throw new GivenUp(Cause.CANCELLED, "");
        }
        boolean transposed = facts.orientation().transposed();
        int sourceWidth = transposed ? frame.height() : frame.width();
        int sourceHeight = transposed ? frame.width() : frame.height();
        long start = System.nanoTime();
        painter.paint(frame, facts.orientation(), ring.pointer(slot), ring.buffer(slot));
        long paintMicros = (System.nanoTime() - start) / 1_000;
        outbox.send(new ToParent.Picture(
                item,
                slot,
                facts.seq(),
                facts.startMicros(),
                facts.endMicros(),
                sourceWidth,
                sourceHeight,
                facts.key(),
                facts.keySeq(),
                facts.keyTicks(),
                facts.errors(),
                facts.skipped(),
                facts.late(),
                ageMicros(facts.receivedNanos()),
                facts.decodeMicros() + paintMicros));
    }

    private static long ageMicros(long receivedNanos) {
        return receivedNanos == 0 ? 0 : Math.max(0, (System.nanoTime() - receivedNanos) / 1_000);
    }

    @Override
    public void passed(long decoded, long skipped, long late) throws IOException, GivenUp {
        paint.add(() -> outbox.send(new ToParent.Passed(item, decoded, skipped, late)));
    }

    @Override
    public void problem(Cause cause, long startMicros, long endMicros) throws IOException, GivenUp {
        paint.add(() -> outbox.send(new ToParent.Problem(item, cause, startMicros, endMicros)));
    }

    @Override
    public void gap(long missing, boolean jumped) throws IOException, GivenUp {
        paint.add(() -> outbox.send(new ToParent.Gap(item, missing, jumped)));
    }

    @Override
    public void clock(long aheadMicros) throws IOException, GivenUp {
        paint.add(() -> outbox.send(new ToParent.Clock(item, aheadMicros)));
    }

    @Override
    public boolean cancelled() throws IOException {
        long now = System.nanoTime();
        long told = aliveNanos.get();
        if (now - told > ALIVE_NANOS && aliveNanos.compareAndSet(told, now)) {
            outbox.send(new ToParent.Alive(item));
        }
        return inbox.cancelled(item);
    }
}
