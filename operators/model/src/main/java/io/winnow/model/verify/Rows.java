package io.winnow.model.verify;

import io.winnow.model.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Parts of tensors along one axis. */
final class Rows {
    private Rows() {}

    /** A tensor of the same type with another extent along an axis. */
    static Tensor like(Tensor tensor, int axis, long extent) {
        long[] shape = tensor.shape().clone();
        shape[axis] = extent;
        return Tensor.allocate(tensor.type(), shape);
    }

    /** Copies {@code rows} indices of the axis. */
    static void copy(Tensor from, long fromRow, Tensor to, long toRow, long rows, int axis) {
        long outer = Tensor.elements(Arrays.copyOf(from.shape(), axis));
        long inner = from.type().bytes();
        for (int i = axis + 1; i < from.shape().length; i++) {
            inner *= from.shape()[i];
        }
        ByteBuffer source = from.data().duplicate().clear();
        ByteBuffer target = to.data().duplicate().clear();
        for (long block = 0; block < outer; block++) {
            int start = Math.toIntExact((block * from.shape()[axis] + fromRow) * inner);
            int place = Math.toIntExact((block * to.shape()[axis] + toRow) * inner);
            int length = Math.toIntExact(rows * inner);
            target.put(place, source, start, length);
        }
    }

    /** Pixels repeated so that {@code [rows, height, width, 3]} becomes {@code size} on each side, without interpolation. */
    static Tensor enlarged(Tensor images, int size) {
        int rows = (int) images.shape()[0];
        int height = (int) images.shape()[1];
        int width = (int) images.shape()[2];
        Tensor large = Tensor.allocate(images.type(), rows, size, size, 3);
        for (int at = 0; at < rows * size * size; at++) {
            int row = at / (size * size);
            int y = at / size % size * height / size;
            int x = at % size * width / size;
            large.data().put(3 * at, images.data(), 3 * ((row * height + y) * width + x), 3);
        }
        return large;
    }

    /** Whole numbers of any width. */
    static long whole(Tensor tensor, int index) {
        return switch (tensor.type()) {
            case INT64 -> tensor.data().getLong(index * Long.BYTES);
            case INT32 -> tensor.data().getInt(index * Integer.BYTES);
            case UINT8 -> tensor.data().get(index) & 0xff;
            case INT8 -> tensor.data().get(index);
            case FLOAT16, FLOAT32 ->
                throw new IllegalArgumentException(
                        "ids cannot be of type " + tensor.type().word());
        };
    }
}
