package io.winnow.decode.worker.media;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/** Ends what a demuxer waits for in its own network, as soon as nobody wants it any more or nothing has come for too long. FFmpeg asks several times a second, on the thread that called it. */
final class Vigil implements AutoCloseable {
    private static final Map<Long, Vigil> BY_ID = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong(1);
    private static final Callback CALLBACK = new Callback();

    private final long id = NEXT.getAndIncrement();
    private final Receiver receiver;
    private final long stallNanos;
    private long beganNanos = System.nanoTime();
    private boolean stalled;
    private volatile boolean over;

    Vigil(Receiver receiver, long stallMicros) {
        this.receiver = receiver;
        this.stallNanos = TimeUnit.MICROSECONDS.toNanos(stallMicros);
        BY_ID.put(id, this);
    }

    void keep(AVFormatContext demuxer) {
        demuxer.interrupt_callback().callback(CALLBACK).opaque(new Handle(id));
    }

    /** From now on something is waited for. */
    void begin() {
        beganNanos = System.nanoTime();
    }

    /** Whether nothing came for too long. */
    boolean stalled() {
        return stalled;
    }

    /** Nothing is waited for any more. From any thread. */
    void end() {
        over = true;
    }

    boolean over() {
        return over;
    }

    private boolean ends() {
        stalled |= System.nanoTime() - beganNanos > stallNanos;
        try {
            return stalled || over || receiver.cancelled();
        } catch (IOException e) {
            // Nobody listens any more, as whoever called the demuxer finds out next.
            return true;
        }
    }

    @Override
    public void close() {
        BY_ID.remove(id);
    }

    private static final class Callback extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer opaque) {
            Vigil vigil = BY_ID.get(opaque.address());
            return vigil != null && vigil.ends() ? 1 : 0;
        }
    }
}
