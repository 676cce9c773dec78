package io.winnow.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One function of a bundle, as the manifest states it.
 *
 * @param function {@code encode}, {@code embed}, {@code step}, ...
 * @param file of the graph, inside the bundle
 * @param engine that runs it
 * @param precision of its weights, for people: {@code int8}, {@code fp16}, ...
 * @param opset of ONNX's own operators; 0 for other engines
 * @param inputs every one, in the manifest's order
 * @param outputs likewise
 * @param forms files of the same function for further engines, by engine
 */
public record GraphSpec(
        String function,
        String file,
        Engine engine,
        String precision,
        int opset,
        List<PortSpec> inputs,
        List<PortSpec> outputs,
        Map<EngineKind, String> forms) {

    /** What a graph is written for. */
    public enum Engine {
        ONNX,
        TORCHSCRIPT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public GraphSpec {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        forms = Map.copyOf(forms);
    }

    /** The file that an engine runs; a function that has no form of its own for it is the same in all. */
    String file(EngineKind kind) {
        return forms.getOrDefault(kind, file);
    }

    /** The input of this name. */
    public PortSpec input(String name) {
        return port(inputs, name, "input");
    }

    /** The output of this name. */
    public PortSpec output(String name) {
        return port(outputs, name, "output");
    }

    /**
     * Refuses tensors that do not fit.
     *
     * @throws ModelException that says which
     */
    void check(Map<String, Tensor> given, Map<String, Tensor> wanted) {
        given.forEach((name, tensor) -> check(input(name), tensor));
        if (given.size() != inputs.size()) {
            throw new ModelException("the function " + function + " needs the inputs "
                    + inputs.stream().map(PortSpec::name).toList() + ", not " + given.keySet());
        }
        wanted.forEach((name, tensor) -> check(output(name), tensor));
    }

    private void check(PortSpec port, Tensor tensor) {
        if (!port.accepts(tensor.type(), tensor.shape())) {
            throw new ModelException(function + " takes or gives " + port + ", not " + tensor);
        }
    }

    private PortSpec port(List<PortSpec> ports, String name, String kind) {
        return ports.stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ModelException("the function " + function + " has no " + kind + " " + name
                        + " but only " + ports.stream().map(PortSpec::name).toList()));
    }
}
