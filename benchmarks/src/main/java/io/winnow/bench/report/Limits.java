package io.winnow.bench.report;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * What one thread of this machine can do at most, so that a ratio can be told from a limit.
 *
 * @param billionOperations that are done in a second on numbers of single precision, in ONNX Runtime's products of matrices: each product and each sum is one
 * @param billionBytes that are read and written in a second, each, where memory is copied that no cache holds
 */
record Limits(double billionOperations, double billionBytes) {
    private static final int EDGE = 1024;
    private static final int FLOATS = 1 << 25;
    private static final int RUNS = 7;
    private static final double BILLION = 1e9;

    /** Those of now; a machine that others use has less at times. */
    static Limits measure() {
        return new Limits(
                2.0 * EDGE * EDGE * EDGE / product() / BILLION, (double) FLOATS * Float.BYTES / copy() / BILLION);
    }

    /** Seconds of the fastest. */
    private static double product() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(ProductGraph.of(EDGE), options);
                    OnnxTensor matrix = OnnxTensor.createTensor(
                            environment, FloatBuffer.wrap(new float[EDGE * EDGE]), new long[] {EDGE, EDGE})) {
                Map<String, OnnxTensor> inputs = Map.of(ProductGraph.LEFT, matrix, ProductGraph.RIGHT, matrix);
                double least = Double.MAX_VALUE;
                for (int i = 0; i < RUNS; i++) {
                    long started = System.nanoTime();
                    session.run(inputs).close();
                    least = Math.min(least, (System.nanoTime() - started) / BILLION);
                }
                return least;
            }
        } catch (OrtException e) {
            throw new IllegalStateException("a product of matrices cannot be computed", e);
        }
    }

    /** Seconds of the fastest. */
    private static double copy() {
        float[] from = new float[FLOATS];
        float[] to = new float[FLOATS];
        double least = Double.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long started = System.nanoTime();
            System.arraycopy(from, 0, to, 0, FLOATS);
            least = Math.min(least, (System.nanoTime() - started) / BILLION);
        }
        return least;
    }
}
