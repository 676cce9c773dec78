package io.winnow.tokenize.cells;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.util.Map;

/** Pictures to cells: one graph, or an encoder's and one that selects among the cells it makes. */
interface CellsGraph extends AutoCloseable {

    /**
     * Ties it to tensors.
     *
     * @param images {@code [batch, size, size, 3]}
     * @param outputs some of {@code keep}, {@code ids} and {@code vectors}, of all cells
     */
    Graph.Binding bind(Tensor images, Map<String, Tensor> outputs);

    @Override
    void close();

    /**
     * Opens it.
     *
     * @param batch most pictures that are computed together
     * @throws io.winnow.model.ModelException where an engine cannot load it
     */
    static CellsGraph open(Bundle bundle, EngineOptions engine, CellsShape shape, int batch) {
        return bundle.encoder()
                .<CellsGraph>map(encoder -> new Chain(
                        encoder.graph(CellsShape.ENCODE, engine),
                        bundle.graph(CellsShape.SELECT, engine),
                        Tensor.allocate(ElementType.FLOAT32, batch, shape.side(), shape.side(), shape.width())))
                .orElseGet(() -> new Single(bundle.graph(CellsShape.ENCODE, engine)));
    }

    /** An encoder that does it all. */
    record Single(Graph encode) implements CellsGraph {
        @Override
        public Graph.Binding bind(Tensor images, Map<String, Tensor> outputs) {
            return encode.bind(Map.of("images", images), outputs);
        }

        @Override
        public void close() {
            encode.close();
        }
    }

    /**
     * An encoder, and a selector over its cells.
     *
     * @param cells {@code [batch, rows, columns, width]}, what the one gives and the other takes
     */
    record Chain(Graph encode, Graph select, Tensor cells) implements CellsGraph {
        @Override
        public Graph.Binding bind(Tensor images, Map<String, Tensor> outputs) {
            Tensor grid = cells.first((int) images.shape()[0]);
            long[] extents = grid.shape();
            Tensor list =
                    new Tensor(grid.type(), new long[] {extents[0], extents[1] * extents[2], extents[3]}, grid.data());
            return new Both(
                    encode.bind(Map.of("images", images), Map.of("vectors", list)),
                    select.bind(Map.of("cells", grid), outputs));
        }

        @Override
        public void close() {
            select.close();
            encode.close();
        }
    }

    /** One after the other. */
    record Both(Graph.Binding one, Graph.Binding other) implements Graph.Binding {
        @Override
        public void run() {
            one.run();
            other.run();
        }

        @Override
        public void close() {
            other.close();
            one.close();
        }
    }
}
