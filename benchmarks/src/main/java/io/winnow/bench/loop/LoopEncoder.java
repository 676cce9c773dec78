package io.winnow.bench.loop;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import io.winnow.records.Tokens;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of the loop's encoders: batches of whatever is there, ids packed as in a record. */
final class LoopEncoder implements AutoCloseable {
    private final Graph graph;
    private final Map<Integer, Graph.Binding> bindings = new HashMap<>();
    private final Tensor images;
    private final Tensor ids;
    private final int cells;
    private final int bits;
    private final int edge;

    LoopEncoder(Bundle bundle, EngineOptions engine, int edge, int batch) {
        this.graph = bundle.graph("encode", engine);
        this.edge = edge;
        this.cells = bundle.manifest().tokens().orElseThrow().min();
        this.bits = bundle.manifest().codebook().orElseThrow().bits();
        this.images = Tensor.allocate(ElementType.UINT8, batch, edge, edge, 3);
        this.ids = Tensor.allocate(ElementType.INT64, batch, cells);
    }

    /** Encodes pictures; how many bytes their ids take. */
    int encode(List<Shelf.Picture> pictures) {
        ByteBuffer pixels = images.data().duplicate().clear();
        pictures.forEach(picture -> picture.copyTo(pixels));
        bindings.computeIfAbsent(pictures.size(), this::bind).run();
        LongBuffer numbers = ids.longs();
        int bytes = 0;
        for (int row = 0; row < pictures.size(); row++) {
            int[] own = new int[cells];
            for (int cell = 0; cell < cells; cell++) {
                own[cell] = (int) numbers.get(row * cells + cell);
            }
            bytes += Tokens.Ids.pack(own, bits).bytes();
        }
        return bytes;
    }

    private Graph.Binding bind(int batch) {
        return graph.bind(
                Map.of("images", new Tensor(ElementType.UINT8, new long[] {batch, edge, edge, 3}, images.data())),
                Map.of("ids", new Tensor(ElementType.INT64, new long[] {batch, cells}, ids.data())));
    }

    @Override
    public void close() {
        bindings.values().forEach(Graph.Binding::close);
        graph.close();
    }
}
