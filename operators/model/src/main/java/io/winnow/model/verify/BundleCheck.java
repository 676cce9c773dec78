package io.winnow.model.verify;

import io.winnow.model.Bundle;
import io.winnow.model.EngineKind;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.GraphSpec;
import io.winnow.model.ModelException;
import io.winnow.model.SafeTensors;
import io.winnow.model.Tensor;
import io.winnow.model.verify.BundleReport.FunctionReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks a bundle: files, shapes, and that its functions make of its examples what is stored, alike in batches of 1, 3 and 8. */
public final class BundleCheck {
    private static final int[] BATCHES = {3, 8};
    /** What a selector takes from an encoder. */
    private static final String SEEN = "select.cells";
    /** Processors of another class round otherwise; a share above this is another model. */
    private static final double STRAY_IDS = 0.02;

    private static final double STRAY_NUMBERS = 1e-3;
    /** Engines that round products may be off by as much as eight bits are. */
    private static final double STRAY_ROUNDED = 0.1;

    private final List<FunctionReport> functions = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private BundleCheck() {}

    /**
     * Checks a bundle.
     *
     * @param folder it lies in
     * @param options of the engine
     */
    public static BundleReport verify(Path folder, EngineOptions options) {
        BundleCheck check = new BundleCheck();
        Optional<Bundle> bundle = check.opened(folder);
        bundle.ifPresent(opened -> check.examples(opened, options));
        return new BundleReport(bundle.map(Bundle::ref), check.functions, check.problems);
    }

    private Optional<Bundle> opened(Path folder) {
        try {
            return Optional.of(Bundle.open(folder));
        } catch (ModelException e) {
            problems.add(e.getMessage());
            return Optional.empty();
        }
    }

    private void examples(Bundle bundle, EngineOptions options) {
        Optional<String> file = bundle.manifest().examples();
        if (file.isEmpty()) {
            problems.add("the bundle " + bundle.folder() + " has no examples to hold it against: export it anew");
            return;
        }
        try {
            SafeTensors tensors = seen(bundle, SafeTensors.read(bundle.file(file.get())), options);
            for (GraphSpec spec : bundle.manifest().graphs().values()) {
                Optional<Examples> examples = Examples.of(bundle, spec, tensors);
                examples.ifPresentOrElse(
                        found -> engines(bundle, found, options),
                        () -> problems.add("the bundle " + bundle.folder() + " has no examples of its function "
                                + spec.function() + ": export it anew"));
            }
        } catch (ModelException e) {
            problems.add(e.getMessage());
        }
    }

    /** A bundle without an encoder of its own is held against what the encoder makes of its own examples. */
    private static SafeTensors seen(Bundle bundle, SafeTensors file, EngineOptions options) {
        SortedMap<String, Tensor> tensors = new TreeMap<>(file.tensors());
        bundle.encoder().flatMap(encoder -> vectors(encoder, options)).ifPresent(vectors -> tensors.put(SEEN, vectors));
        return new SafeTensors(tensors);
    }

    /** {@code [examples, rows, columns, width]}, of square grids. */
    private static Optional<Tensor> vectors(Bundle encoder, EngineOptions options) {
        GraphSpec spec = encoder.spec("encode");
        return encoder.manifest()
                .examples()
                .flatMap(file -> Examples.of(encoder, spec, SafeTensors.read(encoder.file(file))))
                .map(examples -> {
                    try (Graph graph = encoder.graph(spec.function(), options)) {
                        Tensor cells = Optional.ofNullable(new ExampleRun(graph, examples)
                                        .outputs(1)
                                        .get("vectors"))
                                .orElseThrow();
                        long side = Math.round(Math.sqrt((double) cells.shape()[1]));
                        return new Tensor(
                                cells.type(),
                                new long[] {cells.shape()[0], side, side, cells.shape()[2]},
                                cells.data());
                    }
                });
    }

    /** The reference, and every other engine that has a form of the function of its own. */
    private void engines(Bundle bundle, Examples examples, EngineOptions options) {
        function(bundle, examples, options.withReader(EngineKind.ONNX_FP32));
        examples.spec().forms().keySet().stream()
                .filter(kind -> kind.missing().isEmpty())
                .sorted()
                .forEach(kind -> function(bundle, examples, options.withReader(kind)));
    }

    private void function(Bundle bundle, Examples examples, EngineOptions options) {
        try (Graph graph = bundle.graph(examples.spec().function(), options)) {
            ExampleRun run = new ExampleRun(graph, examples);
            Map<String, Tensor> single = run.outputs(1);
            Comparison stored = Comparison.of(single, examples.expected());
            long ties = 0;
            long unlike = 0;
            double farthest = stored.farthest();
            for (int batch : BATCHES) {
                Comparison batches = Comparison.of(single, run.outputs(batch));
                ties += batches.ties();
                unlike += batches.unlike();
                farthest = Math.max(farthest, batches.farthest());
            }
            report(
                    bundle,
                    new FunctionReport(
                            examples.spec().function(),
                            options.reader(),
                            examples.rows(),
                            stored.ids(),
                            stored.unlike(),
                            ties,
                            unlike,
                            farthest));
        }
    }

    private void report(Bundle bundle, FunctionReport report) {
        functions.add(report);
        String where = "the function " + report.function() + " of " + bundle.folder() + " in "
                + report.engine().word();
        if (report.unlikeBatches() > 0) {
            problems.add(where + " gives " + report.unlikeBatches()
                    + " other ids when the batch has another size: export it anew with its codebook search in fp32");
        }
        if (report.unlikeStored() > STRAY_IDS * report.ids()) {
            problems.add(where + " gives " + report.unlikeStored() + " of " + report.ids()
                    + " ids other than the stored ones: fetch the bundle again, or choose another engine");
        }
        double most = report.engine() == EngineKind.ONNX_FP32 ? STRAY_NUMBERS : STRAY_ROUNDED;
        if (!(report.farthest() <= most)) {
            problems.add(where + " gives numbers that are off by " + report.farthest()
                    + " of the largest: fetch the bundle again, or choose another engine");
        }
    }
}
