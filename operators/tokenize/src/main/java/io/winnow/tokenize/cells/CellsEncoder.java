package io.winnow.tokenize.cells;

import io.winnow.frames.Frame;
import io.winnow.model.Graph;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import io.winnow.model.batch.BatchFunction;
import io.winnow.tokenize.EncodedFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the {@code encode} graph on batches of frames, whose pixels are copied once, into the batch's tensor. */
final class CellsEncoder implements BatchFunction<Frame, EncodedFrame> {
    private static final int CHANNELS = 3;
    private static final long NANOS_PER_MICRO = 1000;

    private final Graph graph;
    private final CellsShape shape;
    private final boolean wantsIds;
    private final Tensor images;
    private final Tensor ids;
    private final Tensor vectors;
    private final Map<Integer, Graph.Binding> bindings = new HashMap<>();

    CellsEncoder(Graph graph, CellsShape shape, boolean wantsIds, int batch) {
        this.graph = graph;
        this.shape = shape;
        this.wantsIds = wantsIds;
        this.images = Tensor.allocate(ElementType.UINT8, batch, shape.size(), shape.size(), CHANNELS);
        this.ids = Tensor.allocate(ElementType.INT64, batch, shape.cells());
        this.vectors = Tensor.allocate(ElementType.FLOAT32, batch, shape.cells(), shape.width());
    }

    @Override
    public List<EncodedFrame> compute(List<Frame> frames) {
        long started = System.nanoTime();
        ByteBuffer pixels = images.data().duplicate().clear();
        for (Frame frame : frames) {
            copy(frame, pixels);
        }
        bindings.computeIfAbsent(frames.size(), this::bind).run();
        long micros = (System.nanoTime() - started) / NANOS_PER_MICRO / frames.size();
        List<EncodedFrame> encoded = new ArrayList<>(frames.size());
        for (int row = 0; row < frames.size(); row++) {
            encoded.add(frame(row, micros));
        }
        return encoded;
    }

    private void copy(Frame frame, ByteBuffer pixels) {
        if (frame.width() != shape.size() || frame.height() != shape.size()) {
            throw new IllegalArgumentException("a frame of " + frame.width() + "x" + frame.height()
                    + " pixels came where " + shape.size() + "x" + shape.size() + " were asked for");
        }
        int expected = pixels.position() + CHANNELS * shape.size() * shape.size();
        frame.copyTo(pixels);
        if (pixels.position() != expected) {
            throw new IllegalArgumentException("a frame gave another number of pixels than its size says");
        }
    }

    private Graph.Binding bind(int batch) {
        Tensor in = first(images, batch);
        return wantsIds
                ? graph.bind(Map.of("images", in), Map.of("ids", first(ids, batch)))
                : graph.bind(Map.of("images", in), Map.of("vectors", first(vectors, batch)));
    }

    private static Tensor first(Tensor all, int batch) {
        long[] extents = all.shape().clone();
        extents[0] = batch;
        return new Tensor(all.type(), extents, all.data());
    }

    private EncodedFrame frame(int row, long micros) {
        if (wantsIds) {
            int[] own = new int[shape.cells()];
            for (int cell = 0; cell < own.length; cell++) {
                own[cell] = (int) ids.longs().get(row * own.length + cell);
            }
            return new EncodedFrame(shape.side(), shape.side(), own, new float[0], micros);
        }
        float[] own = new float[shape.cells() * shape.width()];
        vectors.floats().get(row * own.length, own);
        return new EncodedFrame(shape.side(), shape.side(), new int[0], own, micros);
    }

    @Override
    public void close() {
        bindings.values().forEach(Graph.Binding::close);
        graph.close();
    }
}
