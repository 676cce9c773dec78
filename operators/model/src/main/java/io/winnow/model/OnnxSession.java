package io.winnow.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session of ONNX Runtime, with the weights in memory. External weights are found beside the graph, so it is loaded by its path. */
record OnnxSession(OrtSession session, Key key) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxSession.class);
    private static final Pattern MISSING_LIBRARY =
            Pattern.compile("(lib[A-Za-z0-9_+-]+[.]so[.0-9]*): cannot open shared object file");

    /**
     * What makes two sessions the same.
     *
     * @param sizesVary whether tensors have sizes that no call had before, as a reader's have, whose questions and answers are of any length
     * @param exact whether sums of int8 are kept from overflowing, as they would on processors that have AVX2 and no VNNI; it costs others time
     */
    record Key(
            String digest, String function, Device device, int threads, Path file, boolean sizesVary, boolean exact) {
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
            if (key.sizesVary()) {
                keepNothing(options);
            }
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

    /**
     * Memory is given back after each call. The engine would else remember how it laid each combination of sizes, and hold what the largest took, in powers of two: both grow for as long as a line runs.
     * Graphs of large pictures would be slower so, by a third.
     */
    private static void keepNothing(SessionOptions options) throws OrtException {
        options.setMemoryPatternOptimization(false);
        options.setCPUArenaAllocator(false);
    }

    private static void addDevice(SessionOptions options, Key key) throws OrtException {
        if (key.device() instanceof Device.Cuda cuda) {
            Optional<String> problem = cudaProblem(cuda);
            if (problem.isPresent()) {
                throw new ModelException(
                        "engine.device is " + cuda + ", but " + problem.get() + ", or set engine.device to cpu");
            }
            addCuda(options, cuda);
        }
    }

    /** By this form of its options the engine says which library it misses. */
    private static void addCuda(SessionOptions options, Device.Cuda cuda) throws OrtException {
        try (OrtCUDAProviderOptions of = new OrtCUDAProviderOptions(cuda.index())) {
            options.addCUDA(of);
        }
    }

    /** Why this GPU cannot compute here, and what to do; empty where it can. */
    static Optional<String> cudaProblem(Device.Cuda cuda) {
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            return Optional.of("this installation's ONNX Runtime computes on processors alone: start with WINNOW_GPU=1"
                    + " ./winnow, or build with -Pgpu");
        }
        // Without an environment the engine has no log to say in what is wrong.
        var unused = OrtEnvironment.getEnvironment();
        try (SessionOptions options = new SessionOptions()) {
            addCuda(options, cuda);
            return Optional.empty();
        } catch (OrtException e) {
            LOG.warn("CUDA does not start on {}", cuda, e);
            return Optional.of(missingLibrary(String.valueOf(e.getMessage()))
                    .map(library -> "its library " + library
                            + " is missing: install CUDA 12 and cuDNN 9 where the linker" + " finds them")
                    .orElse(
                            "CUDA does not start on it, for the reason that the log gives: check the driver, CUDA 12 and"
                                    + " cuDNN 9 with nvidia-smi"));
        }
    }

    private static Optional<String> missingLibrary(String said) {
        Matcher library = MISSING_LIBRARY.matcher(said);
        return library.find() ? Optional.of(library.group(1)) : Optional.empty();
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
