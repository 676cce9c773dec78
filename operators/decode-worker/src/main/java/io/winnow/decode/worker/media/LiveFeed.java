package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Choice;
import io.winnow.decode.worker.wire.Job;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.Pointer;

/**
 * Reads a live stream on a thread of its own, as fast as it comes or, where it comes in pieces, as fast as it happened, so that nothing waits in the network for a decoder that is held up, where it would grow old unseen or be lost uncounted. It waits in a
 * {@link Backlog}.
 */
final class LiveFeed implements Packets, AutoCloseable {
    private static final long MOST_BYTES = 32L << 20;
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Container container;
    private final Optional<Pace> pace;
    private final Backlog<AVPacket> backlog;
    private final Thread reader = new Thread(this::readAll, "winnow-decode-live");
    private Optional<AVPacket> packet = Optional.empty();
    private long leftOut;
    private boolean begun;
    private boolean ended;
    private int endCode = Natives.IO;

    /**
     * Begins to read with the first call of {@link #read}.
     *
     * @param container whose packets are read by nobody else until this is closed
     */
    LiveFeed(Container container, Job job, long behindMicros) {
        this.container = container;
        this.pace = container.pace();
        this.backlog = new Backlog<>(
                TimeUnit.MICROSECONDS.toNanos(behindMicros),
                MOST_BYTES,
                job.choice().kind() == Choice.Kind.LATEST,
                avcodec::av_packet_free);
        reader.setDaemon(true);
    }

    private void readAll() {
        int code = Natives.IO;
        try {
            do {
                code = container.read();
                if (code >= 0) {
                    awaitDue(container.packet());
                    code = add(container.packet());
                } else if (code == Natives.AGAIN) {
                    LockSupport.parkNanos(AGAIN_NANOS);
                }
            } while (code >= 0 || code == Natives.AGAIN);
        } finally {
            end(code);
        }
    }

    private void awaitDue(AVPacket read) {
        if (pace.isEmpty()) {
            return;
        }
        long dueNanos = pace.get().due(read.dts(), System.nanoTime());
        long left = dueNanos - System.nanoTime();
        while (left > 0 && !container.readingEnded()) {
            LockSupport.parkNanos(Math.min(left, LONGEST_PARK_NANOS));
            left = dueNanos - System.nanoTime();
        }
    }

    private synchronized int add(AVPacket read) {
        AVPacket held = avcodec.av_packet_alloc();
        if (held == null || held.isNull()) {
            return Natives.NO_MEMORY;
        }
        long now = System.nanoTime();
        avcodec.av_packet_move_ref(held, read);
        held.opaque(new Handle(now));
        backlog.add(held, (held.flags() & avcodec.AV_PKT_FLAG_KEY) != 0, held.size(), now);
        notifyAll();
        return 0;
    }

    private synchronized void end(int code) {
        ended = true;
        endCode = code;
        notifyAll();
    }

    @Override
    public synchronized int read() throws IOException {
        if (!begun) {
            begun = true;
            reader.start();
        }
        release();
        take();
        while (packet.isEmpty() && !ended) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for a live stream", e);
            }
            take();
        }
        leftOut = backlog.takeLeftOut();
        return packet.isPresent() ? 0 : endCode;
    }

    private void take() {
        packet = backlog.take(System.nanoTime());
    }

    private void release() {
        packet.ifPresent(avcodec::av_packet_free);
        packet = Optional.empty();
    }

    @Override
    public AVPacket packet() {
        return packet.orElseThrow();
    }

    @Override
    public long leftOut() {
        return leftOut;
    }

    /** When a packet came that a frame was decoded from, by {@link System#nanoTime}; 0 where that is not known. */
    static long receivedNanos(AVFrame frame) {
        Pointer opaque = frame.opaque();
        return opaque == null ? 0 : opaque.address();
    }

    /** Waits for the reader, whatever interrupts: the demuxer must not be closed under it. */
    @Override
    public void close() {
        container.endReading();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        synchronized (this) {
            release();
            backlog.clear();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
