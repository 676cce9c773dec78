package io.winnow.model;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** PyTorch's views of inputs, which it reads in place; outputs are copied out. */
final class TorchBinding implements Graph.Binding {
    private final GraphSpec spec;
    private final NDManager manager;
    private final Predictor<NDList, NDList> predictor;
    private final NDList inputs;
    private final Map<String, Tensor> outputs;

    private TorchBinding(
            GraphSpec spec,
            NDManager manager,
            Predictor<NDList, NDList> predictor,
            NDList inputs,
            Map<String, Tensor> outputs) {
        this.spec = spec;
        this.manager = manager;
        this.predictor = predictor;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    static TorchBinding bind(Model model, GraphSpec spec, Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
        NDManager manager = model.getNDManager().newSubManager();
        NDList views = new NDList();
        for (PortSpec port : spec.inputs()) {
            Tensor tensor = Objects.requireNonNull(inputs.get(port.name()));
            views.add(manager.create(tensor.bytes(), new Shape(tensor.shape()), type(tensor.type())));
        }
        return new TorchBinding(
                spec, manager, model.newPredictor(new NoopTranslator(null)), views, Map.copyOf(outputs));
    }

    private static DataType type(Tensor.ElementType type) {
        return switch (type) {
            case UINT8 -> DataType.UINT8;
            case INT8 -> DataType.INT8;
            case INT32 -> DataType.INT32;
            case INT64 -> DataType.INT64;
            case FLOAT16 -> DataType.FLOAT16;
            case FLOAT32 -> DataType.FLOAT32;
        };
    }

    @Override
    public void run() {
        try (NDList results = predictor.predict(inputs)) {
            List<PortSpec> ports = spec.outputs();
            for (int i = 0; i < ports.size(); i++) {
                Tensor wanted = outputs.get(ports.get(i).name());
                if (wanted != null) {
                    copy(ports.get(i), results.get(i), wanted);
                }
            }
        } catch (TranslateException | RuntimeException e) {
            throw new ModelException(
                    "PyTorch failed in " + spec.function() + " on inputs "
                            + spec.inputs().stream().map(PortSpec::name).toList()
                            + ": see the log for what the engine says",
                    e);
        }
    }

    private static void copy(PortSpec port, NDArray result, Tensor wanted) {
        if (!result.getShape().equals(new Shape(wanted.shape()))) {
            throw new IllegalStateException(port + " has the shape " + result.getShape() + ", not " + wanted);
        }
        wanted.bytes().put(result.toByteBuffer(true));
    }

    @Override
    public void close() {
        predictor.close();
        manager.close();
    }
}
