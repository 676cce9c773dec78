package io.winnow.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Numbers in a direct buffer of native order, row-major, that an engine reads and writes in place.
 *
 * @param type of one number
 * @param shape one extent an axis
 * @param data at least {@code elements() * type.bytes()} bytes from position 0
 */
public record Tensor(ElementType type, long[] shape, ByteBuffer data) {

    /** The kinds of numbers that graphs take and give. */
    public enum ElementType {
        UINT8(1),
        INT8(1),
        FLOAT16(2),
        INT32(4),
        INT64(8),
        FLOAT32(4);

        private final int bytes;

        ElementType(int bytes) {
            this.bytes = bytes;
        }

        public int bytes() {
            return bytes;
        }

        /** As manifests write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Tensor {
        if (!data.isDirect() || data.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("a tensor needs a direct buffer of native order");
        }
        long needed = elements(shape) * type.bytes();
        if (data.capacity() < needed) {
            throw new IllegalArgumentException("a buffer of " + data.capacity() + " bytes for " + needed);
        }
    }

    /** A new tensor of zeros. */
    public static Tensor allocate(ElementType type, long... shape) {
        int bytes = Math.toIntExact(elements(shape) * type.bytes());
        return new Tensor(type, shape, ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()));
    }

    /** The product of a shape's extents. */
    public static long elements(long... shape) {
        long product = 1;
        for (long extent : shape) {
            product = Math.multiplyExact(product, extent);
        }
        return product;
    }

    public long elements() {
        return elements(shape);
    }

    /** So many indices of the first axis, from its beginning on, in the same memory. */
    public Tensor first(int count) {
        long[] extents = shape.clone();
        extents[0] = count;
        return new Tensor(type, extents, data);
    }

    /** One index of the first axis, as a tensor of the other axes over the same numbers. */
    Tensor part(int index) {
        long[] rest = Arrays.copyOfRange(shape, 1, shape.length);
        int bytes = Math.toIntExact(elements(rest) * type.bytes());
        return new Tensor(
                type, rest, data.duplicate().clear().slice(index * bytes, bytes).order(ByteOrder.nativeOrder()));
    }

    /** A view of the numbers, from position 0. */
    public FloatBuffer floats() {
        require(ElementType.FLOAT32);
        return data.duplicate().order(ByteOrder.nativeOrder()).clear().asFloatBuffer();
    }

    /** A view of the numbers, from position 0. */
    public LongBuffer longs() {
        require(ElementType.INT64);
        return data.duplicate().order(ByteOrder.nativeOrder()).clear().asLongBuffer();
    }

    /** The numbers' bytes and nothing behind them. */
    ByteBuffer bytes() {
        ByteBuffer all = data.duplicate().clear();
        return all.slice(0, Math.toIntExact(elements() * type.bytes())).order(ByteOrder.nativeOrder());
    }

    /** Its type and shape. */
    @Override
    public String toString() {
        return type.word() + " " + Arrays.toString(shape);
    }

    private void require(ElementType wanted) {
        if (type != wanted) {
            throw new IllegalStateException("a tensor of " + type + ", not " + wanted);
        }
    }
}
