package io.winnow.decode.process;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/** One picture in a ring. */
final class LentSlot implements PixelSlot {
    private final SharedRing ring;
    private final int slot;
    private final int bytes;
    private final IntConsumer onRelease;
    private final AtomicBoolean released = new AtomicBoolean();

    LentSlot(SharedRing ring, int slot, int bytes, IntConsumer onRelease) {
        this.ring = ring;
        this.slot = slot;
        this.bytes = bytes;
        this.onRelease = onRelease;
    }

    @Override
    public void copyTo(ByteBuffer target) {
        if (released.get()) {
            throw new IllegalStateException("the picture was released before");
        }
        try {
            ring.copy(slot, bytes, target);
        } catch (InternalError e) {
            // What the JVM makes of a mapped file that a child cut short.
            throw new IllegalStateException("the picture's memory is gone", e);
        }
    }

    @Override
    public void release() {
        if (released.compareAndSet(false, true)) {
            onRelease.accept(slot);
        }
    }
}
