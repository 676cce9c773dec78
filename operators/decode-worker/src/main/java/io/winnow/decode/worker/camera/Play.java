package io.winnow.decode.worker.camera;

import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** What one client was sent: the ledger that its receiver is held against. A frame is over with the packet that has the marker bit (RFC 6184, 5.1). */
public final class Play {
    private static final int MARKER = 0x80;

    private final Manner manner;
    private final SplittableRandom random;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private long sent;
    private long lost;
    private boolean losing;
    private boolean within;
    private OptionalLong firstMillis = OptionalLong.empty();
    private OptionalLong lastMillis = OptionalLong.empty();

    Play(Manner manner) {
        this.manner = manner;
        this.random = new SplittableRandom(manner.seed());
    }

    /** Whether the packet leaves. */
    synchronized boolean sends(byte[] packet) {
        if (!within) {
            within = true;
            lastMillis = OptionalLong.of(System.currentTimeMillis());
            firstMillis = firstMillis.isPresent() ? firstMillis : lastMillis;
            long frame = sent + lost;
            losing = frame > 0 && frame < manner.frames() - 1 && random.nextDouble() < manner.lost();
        }
        boolean leaves = !losing;
        if ((packet[1] & MARKER) != 0) {
            within = false;
            sent += losing ? 0 : 1;
            lost += losing ? 1 : 0;
            notifyAll();
        }
        return leaves;
    }

    /** Frames that left whole. */
    public synchronized long sent() {
        return sent;
    }

    /** Frames that never left. */
    public synchronized long lost() {
        return lost;
    }

    /** When the first frame left, or would have; empty before. */
    public synchronized OptionalLong firstMillis() {
        return firstMillis;
    }

    /** When the last frame until now left, or would have; empty before the first. */
    public synchronized OptionalLong lastMillis() {
        return lastMillis;
    }

    /** Waits until so many frames have left, or nothing more is sent. */
    public synchronized void awaitSent(long frames) throws InterruptedException {
        while (sent < frames && !ended.isDone()) {
            wait();
        }
    }

    /** Completed when nothing more is sent. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    synchronized void end() {
        ended.complete(null);
        notifyAll();
    }
}
