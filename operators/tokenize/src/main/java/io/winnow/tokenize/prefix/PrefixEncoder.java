package io.winnow.tokenize.prefix;

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

/** Makes ordered tokens of batches of frames, each with a wish of its own. */
final class PrefixEncoder implements BatchFunction<Wish, EncodedFrame> {
    private static final String EPSILON = "epsilon";
    private static final String BUDGET = "budget";
    private static final long NANOS_PER_MICRO = 1000;

    private final Graph graph;
    private final PrefixShape shape;
    private final FrameTensor images;
    private final Tensor errors;
    private final Tensor budgets;
    private final Tensor tokens;
    private final Tensor keep;
    private final Map<Integer, Graph.Binding> bindings = new HashMap<>();

    /**
     * An encoder.
     *
     * @param graph of the function {@code encode}, closed with this
     * @param batch most frames that are computed together
     */
    PrefixEncoder(Graph graph, PrefixShape shape, int batch) {
        this.graph = graph;
        this.shape = shape;
        this.images = new FrameTensor(batch, shape.size());
        this.errors = Tensor.allocate(ElementType.FLOAT32, batch);
        this.budgets = Tensor.allocate(ElementType.INT64, batch);
        this.tokens = shape.ofVectors()
                ? Tensor.allocate(ElementType.FLOAT32, batch, shape.slots(), shape.width())
                : Tensor.allocate(shape.tokens().type(), batch, shape.slots());
        this.keep = Tensor.allocate(ElementType.UINT8, batch, shape.slots());
    }

    @Override
    public List<EncodedFrame> compute(List<Wish> wishes) {
        long started = System.nanoTime();
        images.fill(wishes.stream().map(Wish::frame).toList());
        for (int row = 0; row < wishes.size(); row++) {
            errors.floats().put(row, wishes.get(row).error());
            budgets.longs().put(row, wishes.get(row).budget());
        }
        bindings.computeIfAbsent(wishes.size(), this::bind).run();
        long micros = (System.nanoTime() - started) / NANOS_PER_MICRO / wishes.size();
        List<EncodedFrame> encoded = new ArrayList<>(wishes.size());
        for (int row = 0; row < wishes.size(); row++) {
            encoded.add(frame(row, wishes.get(row), micros));
        }
        return encoded;
    }

    private Graph.Binding bind(int batch) {
        Map<String, Tensor> in = new HashMap<>();
        in.put(PrefixShape.IMAGES, images.first(batch));
        Map<String, Tensor> out = new HashMap<>();
        out.put(shape.tokens().name(), tokens.first(batch));
        if (shape.selective()) {
            in.put(EPSILON, errors.first(batch));
            in.put(BUDGET, budgets.first(batch));
            out.put(PrefixShape.KEEP, keep.first(batch));
        }
        return graph.bind(in, out);
    }

    private EncodedFrame frame(int row, Wish wish, long micros) {
        int[] kept = shape.selective() ? kept(row, wish) : new int[0];
        int[] slots =
                shape.selective() ? kept : IntStream.range(0, wish.budget()).toArray();
        return shape.ofVectors()
                ? new EncodedFrame(1, slots.length, new int[0], vectors(row, slots), kept, micros)
                : new EncodedFrame(1, slots.length, ids(row, slots), new float[0], kept, micros);
    }

    /** A frame of which nothing is kept still has its first token, so that whoever reads knows that it was there. */
    private int[] kept(int row, Wish wish) {
        int[] kept = IntStream.range(0, wish.budget())
                .filter(slot -> wish.all() || keep.data().get(row * shape.slots() + slot) != 0)
                .toArray();
        return kept.length == 0 ? new int[] {0} : kept;
    }

    private int[] ids(int row, int[] slots) {
        int from = row * shape.slots();
        return IntStream.of(slots)
                .map(slot -> tokens.type() == ElementType.INT64
                        ? Math.toIntExact(tokens.longs().get(from + slot))
                        : tokens.data().getInt((from + slot) * Integer.BYTES))
                .toArray();
    }

    private float[] vectors(int row, int[] slots) {
        int width = shape.width();
        float[] own = new float[slots.length * width];
        for (int i = 0; i < slots.length; i++) {
            tokens.floats().get((row * shape.slots() + slots[i]) * width, own, i * width, width);
        }
        return own;
    }

    @Override
    public void close() {
        bindings.values().forEach(Graph.Binding::close);
        graph.close();
    }
}
