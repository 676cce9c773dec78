package io.winnow.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Holds a graph's file against what the manifest says of it. */
final class GraphCheck {
    private final Path file;
    private final GraphSpec spec;

    private GraphCheck(Path file, GraphSpec spec) {
        this.file = file;
        this.spec = spec;
    }

    static void check(Path folder, GraphSpec spec) {
        if (spec.engine() == GraphSpec.Engine.ONNX) {
            new GraphCheck(folder.resolve(spec.file()), spec).check();
            new GraphCheck(folder.resolve(spec.file(EngineKind.ONNX_INT8)), spec).check();
        }
    }

    private void check() {
        OnnxHeader header = OnnxHeader.read(file);
        if (header.opset() != spec.opset()) {
            throw refusal("is written for opset " + header.opset() + ", not " + spec.opset());
        }
        check("input", spec.inputs(), header.inputs());
        check("output", spec.outputs(), header.outputs());
    }

    private void check(String kind, List<PortSpec> stated, List<OnnxHeader.Port> actual) {
        List<PortSpec> ports =
                stated.stream().flatMap(port -> inFile(port, actual)).toList();
        for (PortSpec port : ports) {
            OnnxHeader.Port found = actual.stream()
                    .filter(candidate -> candidate.name().equals(port.name()))
                    .findFirst()
                    .orElseThrow(() -> refusal("has no " + kind + " " + port.name() + " but "
                            + actual.stream().map(OnnxHeader.Port::name).toList()));
            if (!found.type().equals(Optional.of(port.type()))) {
                throw refusal("takes another type for the " + kind + " " + port.name() + " than "
                        + port.type().word());
            }
            found.shape().filter(shape -> !fits(port.shape(), shape)).ifPresent(shape -> {
                throw refusal(
                        "has the shape " + shape + " for the " + kind + " " + port.name() + ", not " + port.shape());
            });
        }
        for (OnnxHeader.Port found : actual) {
            if (ports.stream().noneMatch(port -> port.name().equals(found.name()))) {
                throw refusal("has an " + kind + " " + found.name() + " that the manifest does not list");
            }
        }
    }

    /** A port, or its part for each layer where the file has the first of these. */
    private static Stream<PortSpec> inFile(PortSpec port, List<OnnxHeader.Port> actual) {
        String first = LayerPorts.name(port.name(), 0);
        if (actual.stream().noneMatch(found -> found.name().equals(first))
                || !port.shape().get(0).isFixed()) {
            return Stream.of(port);
        }
        List<Extent> rest = port.shape().subList(1, port.shape().size());
        return IntStream.range(0, Math.toIntExact(port.shape().get(0).size()))
                .mapToObj(layer -> new PortSpec(LayerPorts.name(port.name(), layer), port.type(), rest));
    }

    /** An axis that the graph leaves open may be stated as fixed: tracing loses what a reshape implies. */
    private static boolean fits(List<Extent> stated, List<Extent> actual) {
        if (stated.size() != actual.size()) {
            return false;
        }
        for (int axis = 0; axis < stated.size(); axis++) {
            Extent found = actual.get(axis);
            if (found.isFixed() && found.size() != stated.get(axis).size()) {
                return false;
            }
        }
        return true;
    }

    private ModelException refusal(String wrong) {
        return new ModelException("the graph " + file + " is not what the manifest says: it " + wrong
                + ". Fetch the bundle again, or export it anew");
    }
}
