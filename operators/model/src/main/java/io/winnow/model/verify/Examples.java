package io.winnow.model.verify;

import io.winnow.model.Bundle;
import io.winnow.model.Extent;
import io.winnow.model.GraphSpec;
import io.winnow.model.PortSpec;
import io.winnow.model.SafeTensors;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Inputs of a function and what it should make of them, stacked along one axis: {@code batch}, or the first that is dynamic. The file names a tensor {@code function.port}, or {@code port} alone
 * where the bundle has a single function. Pictures may be stored small; they are enlarged without interpolation to the first size of the manifest.
 *
 * @param spec the function
 * @param axis name of the axis along which examples are stacked
 * @param rows how many there are
 * @param inputs every input
 * @param expected some or all outputs
 */
record Examples(GraphSpec spec, String axis, int rows, Map<String, Tensor> inputs, Map<String, Tensor> expected) {
    private static final String BATCH = "batch";

    /** The examples of a function, or none if the file lacks an input of it. */
    static Optional<Examples> of(Bundle bundle, GraphSpec spec, SafeTensors file) {
        boolean single = bundle.manifest().graphs().size() == 1;
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (PortSpec port : spec.inputs()) {
            find(file, spec, port, single).ifPresent(found -> inputs.put(port.name(), fitted(bundle, port, found)));
        }
        if (inputs.size() < spec.inputs().size()) {
            return Optional.empty();
        }
        Map<String, Tensor> expected = new LinkedHashMap<>();
        for (PortSpec port : spec.outputs()) {
            find(file, spec, port, single).ifPresent(found -> expected.put(port.name(), found));
        }
        String axis = axis(spec);
        PortSpec stacked = spec.inputs().stream()
                .filter(port -> place(port, axis).isPresent())
                .findFirst()
                .orElseThrow();
        int rows = (int) extents(inputs, stacked)[place(stacked, axis).getAsInt()];
        return Optional.of(new Examples(spec, axis, rows, inputs, expected));
    }

    private static long[] extents(Map<String, Tensor> tensors, PortSpec port) {
        return Optional.ofNullable(tensors.get(port.name())).orElseThrow().shape();
    }

    private static Optional<Tensor> find(SafeTensors file, GraphSpec spec, PortSpec port, boolean single) {
        Map<String, Tensor> tensors = file.tensors();
        Optional<Tensor> named = Optional.ofNullable(tensors.get(spec.function() + "." + port.name()));
        return named.isPresent() || !single ? named : Optional.ofNullable(tensors.get(port.name()));
    }

    private static Tensor fitted(Bundle bundle, PortSpec port, Tensor found) {
        boolean picture = found.type() == ElementType.UINT8 && found.shape().length == 4;
        return picture && bundle.manifest().input().isPresent()
                ? Rows.enlarged(found, bundle.manifest().input().get().sizes().get(0))
                : widened(port, found);
    }

    private static Tensor widened(PortSpec port, Tensor found) {
        if (port.type() != ElementType.INT64 || found.type() == ElementType.INT64) {
            return found;
        }
        Tensor wide = Tensor.allocate(ElementType.INT64, found.shape());
        for (int i = 0; i < found.elements(); i++) {
            wide.longs().put(i, Rows.whole(found, i));
        }
        return wide;
    }

    private static String axis(GraphSpec spec) {
        List<String> dynamic = spec.inputs().stream()
                .flatMap(port -> port.shape().stream())
                .filter(extent -> !extent.isFixed())
                .map(Extent::name)
                .toList();
        return dynamic.contains(BATCH) ? BATCH : dynamic.get(0);
    }

    static OptionalInt place(PortSpec port, String axis) {
        int at = port.shape().indexOf(Extent.dynamic(axis));
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
    }

    /** Empty tensors for the outputs whose shapes follow from inputs and examples, {@code rows} along the axis. */
    Map<String, Tensor> outputs(int rows) {
        Map<String, Long> sizes = new HashMap<>();
        spec.outputs().forEach(port -> learn(port, expected, sizes));
        spec.inputs().forEach(port -> learn(port, inputs, sizes));
        sizes.put(axis, (long) rows);
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (PortSpec port : spec.outputs()) {
            long[] shape = port.shape().stream()
                    .mapToLong(extent -> extent.isFixed() ? extent.size() : sizes.getOrDefault(extent.name(), -1L))
                    .toArray();
            if (Arrays.stream(shape).noneMatch(extent -> extent < 0)) {
                outputs.put(port.name(), Tensor.allocate(port.type(), shape));
            }
        }
        return outputs;
    }

    private static void learn(PortSpec port, Map<String, Tensor> tensors, Map<String, Long> sizes) {
        Tensor tensor = tensors.get(port.name());
        for (int axis = 0; tensor != null && axis < tensor.shape().length; axis++) {
            Extent extent = port.shape().get(axis);
            if (!extent.isFixed()) {
                sizes.put(extent.name(), tensor.shape()[axis]);
            }
        }
    }
}
