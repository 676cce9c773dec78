package io.winnow.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A function that PyTorch runs, through DJL. */
final class TorchGraph implements Graph {
    private static final Logger LOG = LoggerFactory.getLogger(TorchGraph.class);
    private static final String ENGINE = "PyTorch";
    private static final Shared<Key, Opened> MODELS = new Shared<>();

    private final GraphSpec spec;
    private final Shared<Key, Opened>.Lease lease;

    private TorchGraph(GraphSpec spec, Shared<Key, Opened>.Lease lease) {
        this.spec = spec;
        this.lease = lease;
    }

    /** What makes two models the same. */
    private record Key(Path file) {
        @Override
        public String toString() {
            return "the model of " + file;
        }
    }

    /** A model with its weights in memory. */
    private record Opened(Model model) implements AutoCloseable {
        @Override
        public void close() {
            model.close();
        }
    }

    /**
     * Opens a function's archive, and fills it in where that was not done before.
     *
     * @throws ModelException where PyTorch is not installed, or cannot load the archive
     */
    static TorchGraph open(Bundle bundle, GraphSpec spec, EngineKind kind, EngineOptions options) {
        load(options);
        Key key = new Key(new TorchArchive(bundle, spec.file(kind)).filled());
        return new TorchGraph(spec, MODELS.lease(key, TorchGraph::open));
    }

    private static Opened open(Key key) {
        Path folder = Objects.requireNonNull(key.file().getParent());
        String name = key.file().getFileName().toString().replaceFirst("[.]pt$", "");
        Model model = Model.newInstance(name, Device.cpu(), ENGINE);
        try {
            model.load(folder, name);
            LOG.info("Opened {}.", key);
            return new Opened(model);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            throw new ModelException(
                    "PyTorch could not load " + key.file()
                            + ": remove that file, so that it is made again, or see the log for what the engine says",
                    e);
        }
    }

    /** PyTorch reads its settings once a process, when it is loaded. */
    private static synchronized void load(EngineOptions options) {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(options.threads()));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        // Shapes change from batch to batch, and what was optimised for one would be done anew for each.
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        missing().ifPresent(why -> {
            throw new ModelException(why);
        });
        try {
            Engine.getEngine(ENGINE);
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            throw new ModelException(
                    "PyTorch cannot be loaded: " + e.getMessage() + ". Choose another engine.reader, or see the log",
                    e);
        }
    }

    /** What to do where PyTorch is not installed; empty where it is. */
    static Optional<String> missing() {
        return Engine.hasEngine(ENGINE)
                ? Optional.empty()
                : Optional.of("PyTorch is not installed: start with WINNOW_TORCH=1 ./winnow, which fetches 115 MB once,"
                        + " or put DJL's PyTorch jars into the cluster's lib folder");
    }

    @Override
    public GraphSpec spec() {
        return spec;
    }

    @Override
    public Binding bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
        spec.check(inputs, outputs);
        return TorchBinding.bind(lease.value().model(), spec, inputs, outputs);
    }

    @Override
    public void close() {
        lease.close();
    }
}
