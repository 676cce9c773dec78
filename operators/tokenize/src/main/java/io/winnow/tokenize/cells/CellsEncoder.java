package io.winnow.tokenize.cells;

import io.winnow.frames.Frame;
import io.winnow.model.Graph;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import io.winnow.model.batch.BatchFunction;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.FrameTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes cells of batches of frames, whose pixels are copied once, into the batch's tensor. */
final class CellsEncoder implements BatchFunction<Frame, EncodedFrame> {
    private static final long NANOS_PER_MICRO = 1000;

    private final CellsGraph graph;
    private final CellsShape shape;
    private final boolean wantsIds;
    private final FrameTensor images;
    private final Tensor ids;
    private final Tensor vectors;
    private final Tensor keep;
    private final Map<Integer, Graph.Binding> bindings = new HashMap<>();

    CellsEncoder(CellsGraph graph, CellsShape shape, boolean wantsIds, int batch) {
        this.graph = graph;
        this.shape = shape;
        this.wantsIds = wantsIds;
        this.images = new FrameTensor(batch, shape.size());
        this.ids = Tensor.allocate(ElementType.INT64, batch, shape.cells());
        this.vectors = Tensor.allocate(ElementType.FLOAT32, batch, shape.cells(), shape.width());
        this.keep = Tensor.allocate(ElementType.UINT8, batch, shape.cells());
    }

    @Override
    public List<EncodedFrame> compute(List<Frame> frames) {
        long started = System.nanoTime();
        images.fill(frames);
        bindings.computeIfAbsent(frames.size(), this::bind).run();
        long micros = (System.nanoTime() - started) / NANOS_PER_MICRO / frames.size();
        List<EncodedFrame> encoded = new ArrayList<>(frames.size());
        for (int row = 0; row < frames.size(); row++) {
            encoded.add(frame(row, micros));
        }
        return encoded;
    }

    private Graph.Binding bind(int batch) {
        Map<String, Tensor> out = new HashMap<>();
        out.put(wantsIds ? "ids" : "vectors", (wantsIds ? ids : vectors).first(batch));
        if (shape.selective()) {
            out.put(CellsShape.KEEP, keep.first(batch));
        }
        return graph.bind(images.first(batch), out);
    }

    private EncodedFrame frame(int row, long micros) {
        int[] cells = shape.selective()
                ? kept(row)
                : IntStream.range(0, shape.cells()).toArray();
        int[] kept = shape.selective() ? cells : new int[0];
        return wantsIds
                ? new EncodedFrame(shape.side(), shape.side(), ids(row, cells), new float[0], kept, micros)
                : new EncodedFrame(shape.side(), shape.side(), new int[0], vectors(row, cells), kept, micros);
    }

    /** A frame of which nothing is kept still has its first cell, so that whoever reads knows that it was there. */
    private int[] kept(int row) {
        int[] kept = IntStream.range(0, shape.cells())
                .filter(cell -> keep.data().get(row * shape.cells() + cell) != 0)
                .toArray();
        return kept.length == 0 ? new int[] {0} : kept;
    }

    private int[] ids(int row, int[] cells) {
        int[] own = new int[cells.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = (int) ids.longs().get(row * shape.cells() + cells[i]);
        }
        return own;
    }

    private float[] vectors(int row, int[] cells) {
        float[] own = new float[cells.length * shape.width()];
        for (int i = 0; i < cells.length; i++) {
            vectors.floats()
                    .get((row * shape.cells() + cells[i]) * shape.width(), own, i * shape.width(), shape.width());
        }
        return own;
    }

    @Override
    public void close() {
        bindings.values().forEach(Graph.Binding::close);
        graph.close();
    }
}
