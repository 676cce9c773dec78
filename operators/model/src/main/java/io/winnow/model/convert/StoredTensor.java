package io.winnow.model.convert;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * A tensor as it lies in a checkpoint; read when it is written elsewhere.
 *
 * @param storage the bytes that it is part of
 * @param type of its numbers
 * @param offset of its first number in the storage, in numbers
 * @param shape one extent an axis
 * @param strides numbers between neighbours along each axis
 */
record StoredTensor(Storage storage, NumberType type, long offset, List<Long> shape, List<Long> strides) {
    private static final int CHUNK = 1 << 14;

    /** Bytes of one or more tensors. */
    interface Storage {
        /** From the first byte on. */
        InputStream open() throws IOException;

        /** How many there are. */
        long bytes();
    }

    StoredTensor {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
        if (shape.size() != strides.size() || offset < 0) {
            throw new IllegalArgumentException("a shape of " + shape + " with strides of " + strides);
        }
        long last = offset;
        for (int axis = 0; axis < shape.size(); axis++) {
            if (shape.get(axis) < 0 || strides.get(axis) < 0) {
                throw new IllegalArgumentException("a shape of " + shape + " with strides of " + strides);
            }
            last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape.get(axis) - 1), strides.get(axis)));
        }
        if (!shape.contains(0L) && Math.multiplyExact(last + 1, type.bytes()) > storage.bytes()) {
            throw new IllegalArgumentException("a tensor of " + shape + " that reaches beyond its storage");
        }
    }

    /** One whose numbers lie in row-major order from the storage's beginning. */
    static StoredTensor dense(Storage storage, NumberType type, List<Long> shape) {
        return new StoredTensor(storage, type, 0, shape, rowMajor(shape));
    }

    private static List<Long> rowMajor(List<Long> shape) {
        Long[] strides = new Long[shape.size()];
        long step = 1;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            strides[axis] = step;
            step = Math.multiplyExact(step, Math.max(1, shape.get(axis)));
        }
        return List.of(strides);
    }

    /** How many numbers it has. */
    long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Writes all numbers as little-endian float32, in row-major order. */
    void writeFloats(WritableByteChannel to) throws IOException {
        if (strides.equals(rowMajor(shape)) || elements() <= 1) {
            writeRun(to);
        } else {
            writeStrided(to);
        }
    }

    private void writeRun(WritableByteChannel to) throws IOException {
        try (InputStream in = new BufferedInputStream(storage.open(), 1 << 20)) {
            in.skipNBytes(offset * type.bytes());
            byte[] read = new byte[CHUNK * type.bytes()];
            ByteBuffer numbers = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer floats = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (long left = elements(); left > 0; ) {
                int count = (int) Math.min(CHUNK, left);
                if (in.readNBytes(read, 0, count * type.bytes()) < count * type.bytes()) {
                    throw new IOException("it ends too early");
                }
                for (int i = 0; i < count; i++) {
                    floats.putFloat(type.at(numbers, i * type.bytes()));
                }
                drain(floats, to);
                left -= count;
            }
        }
    }

    /** Views, such as a transposed matrix, are rare and small enough to be gathered from memory. */
    private void writeStrided(WritableByteChannel to) throws IOException {
        ByteBuffer all;
        try (InputStream in = storage.open()) {
            all = ByteBuffer.wrap(in.readNBytes(Math.toIntExact(storage.bytes())))
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer floats = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long[] place = new long[shape.size()];
        for (long left = elements(); left > 0; left--) {
            long at = offset;
            for (int axis = 0; axis < place.length; axis++) {
                at += place[axis] * strides.get(axis);
            }
            floats.putFloat(type.at(all, Math.toIntExact(at * type.bytes())));
            if (!floats.hasRemaining() || left == 1) {
                drain(floats, to);
            }
            for (int axis = place.length - 1; axis >= 0 && ++place[axis] == shape.get(axis); axis--) {
                place[axis] = 0;
            }
        }
    }

    private static void drain(ByteBuffer floats, WritableByteChannel to) throws IOException {
        floats.flip();
        while (floats.hasRemaining()) {
            to.write(floats);
        }
        floats.clear();
    }
}
