package io.winnow.tokenize;

import io.winnow.frames.Frame;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.ByteBuffer;
import java.util.List;

/** The tensor that a batch of frames becomes: {@code uint8 [batch, size, size, 3]}, the one place that their pixels are copied to. For one thread. */
public final class FrameTensor {
    private static final int CHANNELS = 3;

    private final int size;
    private final Tensor images;

    /**
     * Room for a batch.
     *
     * @param batch most frames
     * @param size edge of each, pixels
     */
    public FrameTensor(int batch, int size) {
        this.size = size;
        this.images = Tensor.allocate(ElementType.UINT8, batch, size, size, CHANNELS);
    }

    /**
     * Copies frames, from the first place on.
     *
     * @throws IllegalArgumentException where one has another size
     */
    public void fill(List<? extends Frame> frames) {
        ByteBuffer pixels = images.data().duplicate().clear();
        for (Frame frame : frames) {
            copy(frame, pixels);
        }
    }

    private void copy(Frame frame, ByteBuffer pixels) {
        if (frame.width() != size || frame.height() != size) {
            throw new IllegalArgumentException("a frame of " + frame.width() + "x" + frame.height()
                    + " pixels came where " + size + "x" + size + " were asked for");
        }
        int expected = pixels.position() + CHANNELS * size * size;
        frame.copyTo(pixels);
        if (pixels.position() != expected) {
            throw new IllegalArgumentException("a frame gave another number of pixels than its size says");
        }
    }

    /** The first of the batch, in the same memory. */
    public Tensor first(int batch) {
        return images.first(batch);
    }
}
