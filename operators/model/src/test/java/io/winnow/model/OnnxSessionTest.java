package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OnnxSessionTest {

    @Test
    void sumsOfInt8AreTheSameWhetherTheyCouldOverflowOrNot() throws OrtException {
        assertThat(ground(true)).containsExactly(ground(false), Offset.offset(1e-4f));
    }

    private static float[] ground(boolean exact) throws OrtException {
        Bundle bundle = Bundle.open(Shipped.READER);
        OnnxSession.Key key = new OnnxSession.Key(
                bundle.digest(),
                "context",
                Device.CPU,
                1,
                bundle.file(bundle.spec("context").file(EngineKind.ONNX_INT8)),
                true,
                exact);
        float[] vectors = new float[8 * 256];
        float[] place = new float[8 * 6];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) Math.sin(i);
            place[i % place.length] = (i % 7) / 7f;
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxSession open = OnnxSession.open(key);
                OnnxTensor given =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(vectors), new long[] {1, 8, 256});
                OnnxTensor where = OnnxTensor.createTensor(environment, FloatBuffer.wrap(place), new long[] {1, 8, 6});
                OnnxTensor mask = OnnxTensor.createTensor(environment, new float[][] {{1, 1, 1, 1, 1, 1, 1, 0}});
                OrtSession.Result result = open.session().run(Map.of("vectors", given, "place", where, "mask", mask))) {
            OnnxTensor ground = (OnnxTensor) result.get("ground").orElseThrow();
            float[] numbers = new float[8 * 128];
            ground.getFloatBuffer().get(numbers);
            return numbers;
        }
    }
}
