package io.winnow.model.verify;

import io.winnow.model.Graph;
import io.winnow.model.PortSpec;
import io.winnow.model.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Runs a function on all examples, so many at a time. */
final class ExampleRun {
    private final Graph graph;
    private final Examples examples;

    ExampleRun(Graph graph, Examples examples) {
        this.graph = graph;
        this.examples = examples;
    }

    /** Every output that has the axis, of all examples. */
    Map<String, Tensor> outputs(int batch) {
        Map<String, Tensor> all = examples.outputs(examples.rows());
        all.keySet()
                .removeIf(name -> Examples.place(graph.spec().output(name), examples.axis())
                        .isEmpty());
        for (int start = 0; start < examples.rows(); start += batch) {
            int rows = Math.min(batch, examples.rows() - start);
            Map<String, Tensor> part = examples.outputs(rows);
            graph.run(inputs(start, rows), part);
            int from = start;
            all.forEach((name, whole) -> copyInto(whole, from, part, name, rows));
        }
        return all;
    }

    private void copyInto(Tensor whole, int start, Map<String, Tensor> part, String name, int rows) {
        Tensor piece = part.get(name);
        OptionalInt axis = Examples.place(graph.spec().output(name), examples.axis());
        if (piece != null && axis.isPresent()) {
            Rows.copy(piece, 0, whole, start, rows, axis.getAsInt());
        }
    }

    private Map<String, Tensor> inputs(int start, int rows) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        examples.inputs().forEach((name, whole) -> {
            PortSpec port = graph.spec().input(name);
            OptionalInt axis = Examples.place(port, examples.axis());
            if (axis.isEmpty()) {
                inputs.put(name, whole);
                return;
            }
            Tensor part = Rows.like(whole, axis.getAsInt(), rows);
            Rows.copy(whole, start, part, 0, rows, axis.getAsInt());
            inputs.put(name, part);
        });
        return inputs;
    }
}
