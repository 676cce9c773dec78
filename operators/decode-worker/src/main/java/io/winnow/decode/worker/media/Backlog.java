package io.winnow.decode.worker.media;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Packets of a live stream that wait for the decoder. None waits for long: where the oldest has waited too long, or they are too many bytes, it is left out, and with it all up to the next key frame, which
 * alone can be decoded without what was before. Where none waits, that key frame is still to come. One thread at a time.
 *
 * @param <P> a packet
 */
final class Backlog<P> {
    private final long mostNanos;
    private final long mostBytes;
    private final boolean newestOnly;
    private final Consumer<P> free;
    private final Deque<Waiting<P>> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean awaitsKey;
    private long leftOut;

    /** A packet and since when it waits. */
    private record Waiting<P>(P packet, boolean key, int size, long sinceNanos) {}

    /**
     * An empty one.
     *
     * @param mostNanos that a packet may wait
     * @param mostBytes of all that wait; a single packet may have more
     * @param newestOnly whether a key frame takes the place of all that wait when it comes
     * @param free takes what is left out
     */
    Backlog(long mostNanos, long mostBytes, boolean newestOnly, Consumer<P> free) {
        this.mostNanos = mostNanos;
        this.mostBytes = mostBytes;
        this.newestOnly = newestOnly;
        this.free = free;
    }

    /** A packet comes. */
    void add(P packet, boolean key, int size, long nowNanos) {
        if (awaitsKey && !key) {
            leaveOut(packet);
            return;
        }
        awaitsKey = false;
        if (newestOnly && key) {
            clear();
        }
        waiting.add(new Waiting<>(packet, key, size, nowNanos));
        bytes += size;
        trim(nowNanos);
    }

    /** The oldest packet; empty where none waits that has not waited too long. */
    Optional<P> take(long nowNanos) {
        trim(nowNanos);
        Optional<P> oldest = Optional.ofNullable(waiting.peek()).map(Waiting::packet);
        oldest.ifPresent(packet -> bytes -= waiting.remove().size());
        return oldest;
    }

    private void trim(long nowNanos) {
        while (!waiting.isEmpty() && tooMuch(waiting.element(), nowNanos)) {
            do {
                leaveOutOldest();
            } while (!waiting.isEmpty() && !waiting.element().key());
            awaitsKey = waiting.isEmpty();
        }
    }

    private boolean tooMuch(Waiting<P> oldest, long nowNanos) {
        return nowNanos - oldest.sinceNanos() > mostNanos || (bytes > mostBytes && waiting.size() > 1);
    }

    private void leaveOutOldest() {
        Waiting<P> oldest = waiting.remove();
        bytes -= oldest.size();
        leaveOut(oldest.packet());
    }

    private void leaveOut(P packet) {
        leftOut++;
        free.accept(packet);
    }

    /** Leaves out all that wait. */
    void clear() {
        while (!waiting.isEmpty()) {
            leaveOutOldest();
        }
    }

    /** Packets left out since the last call. All of them came after what was taken before, and before what is taken next. */
    long takeLeftOut() {
        long taking = leftOut;
        leftOut = 0;
        return taking;
    }
}
