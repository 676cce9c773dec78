package io.winnow.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** ONNX Runtime's views of tensors: it reads and writes their direct buffers in place. */
final class OnnxBinding implements Graph.Binding {
    private final OrtSession session;
    private final GraphSpec spec;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();

    private OnnxBinding(OrtSession session, GraphSpec spec) {
        this.session = session;
        this.spec = spec;
    }

    static OnnxBinding bind(
            OrtSession session, GraphSpec spec, Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
        OnnxBinding binding = new OnnxBinding(session, spec);
        try {
            inputs.forEach((port, tensor) -> LayerPorts.each(
                    session.getInputNames(), port, tensor, (name, part) -> binding.inputs.put(name, view(spec, part))));
            outputs.forEach((port, tensor) -> LayerPorts.each(
                    session.getOutputNames(),
                    port,
                    tensor,
                    (name, part) -> binding.outputs.put(name, view(spec, part))));
            return binding;
        } catch (ModelException e) {
            binding.close();
            throw e;
        }
    }

    private static OnnxTensor view(GraphSpec spec, Tensor tensor) {
        try {
            return OnnxTensor.createTensor(
                    OrtEnvironment.getEnvironment(), tensor.bytes(), tensor.shape(), javaType(tensor.type()));
        } catch (OrtException e) {
            throw new ModelException("ONNX Runtime refused a tensor of " + spec.function(), e);
        }
    }

    private static OnnxJavaType javaType(Tensor.ElementType type) {
        return switch (type) {
            case UINT8 -> OnnxJavaType.UINT8;
            case INT8 -> OnnxJavaType.INT8;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case FLOAT32 -> OnnxJavaType.FLOAT;
        };
    }

    @Override
    public void run() {
        try (OrtSession.Result result = session.run(inputs, Set.of(), outputs)) {
            // Every output is pinned: there is nothing in the result to read, and closing it leaves pinned ones alone.
        } catch (OrtException e) {
            throw new ModelException(
                    "ONNX Runtime failed in " + spec.function() + " on inputs " + inputs.keySet()
                            + ": see the log for what the engine says",
                    e);
        }
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
    }
}
