package io.winnow.read;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Direct memory that one batch after another uses, since it is dear to get and is given back late. Each tensor lies in the first chunk that has room for it, so that all chunks together hold little more than
 * the largest batch, whatever way batches took; what a tensor holds at first is what was left there, and finite. For one thread at a time.
 */
final class Arena {
    private static final int CHUNK_BYTES = 1 << 20;
    /** Of a processor's cache line, and of what vector instructions like. */
    private static final int ALIGNMENT = 64;

    private final List<Chunk> chunks = new ArrayList<>();

    private static final class Chunk {
        private final ByteBuffer memory;
        private int used;

        Chunk(int bytes) {
            this.memory = ByteBuffer.allocateDirect(bytes + ALIGNMENT).alignedSlice(ALIGNMENT);
        }

        boolean fits(int bytes) {
            return bytes <= memory.capacity() - used;
        }

        ByteBuffer take(int bytes) {
            ByteBuffer taken = memory.slice(used, bytes);
            used = Math.min(memory.capacity(), aligned(used + bytes));
            return taken;
        }
    }

    /** A tensor until the next reset. */
    Tensor take(ElementType type, long... shape) {
        int bytes = Math.toIntExact(Tensor.elements(shape) * type.bytes());
        return new Tensor(type, shape, chunk(bytes).take(bytes).order(ByteOrder.nativeOrder()));
    }

    private Chunk chunk(int bytes) {
        for (Chunk chunk : chunks) {
            if (chunk.fits(bytes)) {
                return chunk;
            }
        }
        // Tensors of about the same size find room in each other's place.
        Chunk added = new Chunk(
                Math.toIntExact(Math.min(Integer.MAX_VALUE - CHUNK_BYTES, (bytes / CHUNK_BYTES + 1L) * CHUNK_BYTES)));
        chunks.add(added);
        return added;
    }

    /** Ends the use of all tensors taken. */
    void reset() {
        chunks.forEach(chunk -> chunk.used = 0);
    }

    /** What it holds, used or not. */
    long bytes() {
        return chunks.stream().mapToLong(chunk -> chunk.memory.capacity()).sum();
    }

    private static int aligned(int bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
