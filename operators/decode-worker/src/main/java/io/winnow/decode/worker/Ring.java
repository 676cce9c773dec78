package io.winnow.decode.worker;

import io.winnow.decode.worker.media.Slots;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.function.BooleanSupplier;
import org.bytedeco.javacpp.BytePointer;

/** The memory shared with the parent, in slots of one size. A slot that holds a picture is the parent's until it frees it. */
final class Ring {
    private final BytePointer[] pointers;
    private final ByteBuffer[] buffers;
    private final BitSet free = new BitSet();
    private boolean closed;

    Ring(ByteBuffer memory, int slotBytes) {
        int slots = memory.capacity() / slotBytes;
        pointers = new BytePointer[slots];
        buffers = new ByteBuffer[slots];
        for (int i = 0; i < slots; i++) {
            buffers[i] = memory.slice(i * slotBytes, slotBytes);
            pointers[i] = new BytePointer(buffers[i]);
        }
        free.set(0, slots);
    }

    /** Waits for a free slot. Returns -1 as soon as that is no longer wanted. */
    synchronized int take(BooleanSupplier unwanted) throws IOException {
        while (free.isEmpty() && !closed && !unwanted.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for a free slot", e);
            }
        }
        if (closed || unwanted.getAsBoolean()) {
            return -1;
        }
        int slot = free.nextSetBit(0);
        free.clear(slot);
        return slot;
    }

    synchronized void freed(int slot) {
        if (slot >= 0 && slot < pointers.length) {
            free.set(slot);
            notifyAll();
        }
    }

    synchronized void wake() {
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    BytePointer pointer(int slot) {
        return pointers[slot];
    }

    ByteBuffer buffer(int slot) {
        return buffers[slot];
    }

    /** Bytes that a picture may have. */
    long room() {
        return (long) buffers[0].capacity() - Slots.PADDING;
    }
}
