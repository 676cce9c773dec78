package io.winnow.read;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Direct buffers that one batch after another uses, since direct memory is dear to get and is given back late. The i-th tensor taken since {@link #reset} lies where the i-th tensor of the
 * batch before did; what a tensor holds at first is what was left there, and finite. For one thread at a time.
 */
final class Arena {
    private final List<ByteBuffer> buffers = new ArrayList<>();
    private int taken;

    /** A tensor until the next reset. */
    Tensor take(ElementType type, long... shape) {
        long bytes = Tensor.elements(shape) * type.bytes();
        if (taken == buffers.size()) {
            buffers.add(ByteBuffer.allocateDirect(0));
        }
        if (buffers.get(taken).capacity() < bytes) {
            int room = Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, bytes + bytes / 2));
            buffers.set(taken, ByteBuffer.allocateDirect(room).order(ByteOrder.nativeOrder()));
        }
        return new Tensor(type, shape, buffers.get(taken++).order(ByteOrder.nativeOrder()));
    }

    /** Ends the use of all tensors taken. */
    void reset() {
        taken = 0;
    }
}
