package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.Tensor.ElementType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphTest {
    private final Bundle bundle = Bundle.open(Shipped.CELLS);
    private final Tensor images = Tensor.allocate(ElementType.UINT8, 2, 224, 224, 3);
    private final Tensor ids = Tensor.allocate(ElementType.INT64, 2, 49);

    @Test
    void itWritesIntoTheCallersBuffers() {
        ids.longs().put(0, -1);

        try (Graph graph = bundle.graph("encode", EngineOptions.defaults())) {
            graph.run(Map.of("images", images), Map.of("ids", ids));
        }

        for (int i = 0; i < 98; i++) {
            assertThat(ids.longs().get(i))
                    .isBetween(0L, 4095L)
                    .isEqualTo(ids.longs().get(i % 49));
        }
    }

    @Test
    void aBindingSeesWhatItsBuffersHoldAtEachRun() {
        try (Graph graph = bundle.graph("encode", EngineOptions.defaults());
                Graph.Binding binding = graph.bind(Map.of("images", images), Map.of("ids", ids))) {
            binding.run();
            long black = ids.longs().get(24);
            for (int i = 0; i < images.data().capacity(); i++) {
                images.data().put(i, (byte) (i % 3 == 0 ? 255 : 0));
            }
            binding.run();

            assertThat(ids.longs().get(24)).isNotEqualTo(black);
        }
    }

    @Test
    void usersOfOneFunctionShareASessionUntilTheLastCloses() {
        int before = OnnxGraph.sessions();
        Graph first = bundle.graph("encode", EngineOptions.defaults());
        Graph second = Bundle.open(Shipped.CELLS).graph("encode", EngineOptions.defaults());
        assertThat(OnnxGraph.sessions()).isEqualTo(before + 1);

        first.close();
        first.close();
        second.run(Map.of("images", images), Map.of("ids", ids));
        second.close();

        assertThat(OnnxGraph.sessions()).isEqualTo(before);
    }

    @Test
    void aClosedGraphIsNotUsed() {
        Graph graph = bundle.graph("encode", EngineOptions.defaults());
        graph.close();

        assertThatThrownBy(() -> graph.run(Map.of("images", images), Map.of("ids", ids)))
                .hasMessageContaining("used after it was closed");
    }

    @Test
    void aTensorOfAnotherShapeIsRefused() {
        try (Graph graph = bundle.graph("encode", EngineOptions.defaults())) {
            Tensor grey = Tensor.allocate(ElementType.UINT8, 2, 224, 224, 1);

            assertThatThrownBy(() -> graph.run(Map.of("images", grey), Map.of("ids", ids)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("images: uint8 [batch, height, width, 3], not uint8 [2, 224, 224, 1]");
        }
    }

    @Test
    void aMissingInputIsRefused() {
        try (Graph graph = bundle.graph("encode", EngineOptions.defaults())) {
            assertThatThrownBy(() -> graph.run(Map.of(), Map.of("ids", ids)))
                    .hasMessageContaining("needs the inputs [images]");
        }
    }

    @Test
    void anOutputOfTheWrongSizeFailsInTheEngineWithASentence() {
        try (Graph graph = bundle.graph("encode", EngineOptions.defaults())) {
            Tensor few = Tensor.allocate(ElementType.INT64, 2, 48);

            assertThatThrownBy(() -> graph.run(Map.of("images", images), Map.of("ids", few)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("ONNX Runtime failed in encode");
        }
    }

    @Test
    void cudaIsRefusedWhereTheBuildHasNone() {
        EngineOptions cuda = new EngineOptions(new Device.Cuda(1), 1, 1, EngineKind.ONNX_FP32);

        assertThatThrownBy(() -> bundle.graph("encode", cuda))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("engine.device is cuda:1")
                .hasMessageContaining("WINNOW_GPU=1")
                .hasMessageContaining("set engine.device to cpu");
    }
}
