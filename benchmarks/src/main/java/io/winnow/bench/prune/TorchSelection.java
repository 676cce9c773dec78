package io.winnow.bench.prune;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.winnow.prune.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** One of the forms in PyTorch, as a TorchScript function on one thread, so that nothing but PyTorch is timed. */
final class TorchSelection implements Supplier<int[]>, AutoCloseable {
    private static final String ENGINE = "PyTorch";

    private final Model model;
    private final NDManager manager;
    private final Predictor<NDList, NDList> predictor;
    private final NDList inputs;

    private TorchSelection(Model model, NDManager manager, NDList inputs) {
        this.model = model;
        this.manager = manager;
        this.predictor = model.newPredictor(new NoopTranslator(null));
        this.inputs = inputs;
    }

    /** Why it cannot be run here; empty if it can. */
    static Optional<String> missing() {
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        if (!Engine.hasEngine(ENGINE)) {
            return Optional.of("PyTorch is not on the class path; it is with the Maven profile bench");
        }
        try {
            Engine.getEngine(ENGINE);
            return Optional.empty();
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            return Optional.of("PyTorch cannot be loaded: " + e.getMessage());
        }
    }

    /**
     * Loads a form.
     *
     * @param form {@code gram}, all products first, or {@code steps}, those of each pick when it is made
     */
    static TorchSelection open(String form, TokenVectors vectors, Rule rule, int budget) {
        try {
            Path folder = Files.createTempDirectory("winnow-bench");
            Path archive = folder.resolve(form + ".pt");
            try {
                TorchArchive.write(archive, form);
                Model model = Model.newInstance(form, Device.cpu(), ENGINE);
                model.load(folder, form);
                NDManager manager = model.getNDManager().newSubManager();
                NDArray rows = manager.create(vectors.numbers(), new Shape(vectors.count(), vectors.width()));
                NDArray options = manager.create(new long[] {budget, 0, rule == Rule.MAX_SUM ? 1 : 0});
                return new TorchSelection(model, manager, new NDList(rows, options));
            } finally {
                Files.deleteIfExists(archive);
                Files.deleteIfExists(folder);
            }
        } catch (IOException | MalformedModelException e) {
            throw new IllegalStateException("the form " + form + " cannot be loaded into PyTorch", e);
        }
    }

    @Override
    public int[] get() {
        try (NDList picks = predictor.predict(inputs)) {
            return Arrays.stream(picks.singletonOrThrow().toLongArray())
                    .mapToInt(Math::toIntExact)
                    .toArray();
        } catch (TranslateException e) {
            throw new IllegalStateException("PyTorch failed", e);
        }
    }

    @Override
    public void close() {
        predictor.close();
        manager.close();
        model.close();
    }
}
