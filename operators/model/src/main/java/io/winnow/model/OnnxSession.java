package io.winnow.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session of ONNX Runtime, with the weights in memory. External weights are found beside the graph, so it is loaded by its path. */
record OnnxSession(OrtSession session, Key key) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxSession.class);

    /**
     * What makes two sessions the same.
     *
     * @param exact whether sums of int8 are kept from overflowing, as they would on processors that have AVX2 and no VNNI; it costs others time
     */
    record Key(String digest, String function, EngineOptions.Device device, int threads, Path file, boolean exact) {
        @Override
        public String toString() {
            return "the session of " + file;
        }
    }

    static OnnxSession open(Key key) {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(key.threads());
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            if (key.exact()) {
                options.addConfigEntry("session.x64quantprecision", "1");
            }
            addDevice(options, key);
            OnnxSession opened = new OnnxSession(
                    OrtEnvironment.getEnvironment().createSession(key.file().toString(), options), key);
            LOG.info("Opened {}.", key);
            return opened;
        } catch (OrtException e) {
            throw new ModelException(
                    "ONNX Runtime could not load " + key.file()
                            + ": fetch the bundle again, or see the log for what the engine says",
                    e);
        }
    }

    private static void addDevice(SessionOptions options, Key key) throws OrtException {
        if (key.device() == EngineOptions.Device.CPU) {
            return;
        }
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            throw new ModelException("engine.device is cuda, but this build of ONNX Runtime has no CUDA provider:"
                    + " build with -Pcuda, or set engine.device to cpu");
        }
        try {
            options.addCUDA();
        } catch (OrtException e) {
            throw new ModelException(
                    "engine.device is cuda, but CUDA could not be started for " + key.file()
                            + ": check the driver, CUDA 12 and cuDNN 9, or set engine.device to cpu",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
            LOG.info("Closed {}.", key);
        } catch (OrtException e) {
            throw new ModelException("a session of ONNX Runtime could not be closed", e);
        }
    }
}
