package io.winnow.jobs.docs;

import io.winnow.model.EngineKind;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Every bundle that is shipped, from its manifest. */
final class BundlesPage {
    private static final String HEAD = """
            # Bundles

            A bundle is a folder of `models/` with a manifest, graphs and vocabulary. `winnow models list` shows those of an installation with their digests, `winnow models verify` checks every file, and ids
            on the bundle's own examples. These are shipped:

            """;

    private static final String ENGINES = """
            ## Engines

            A reader can be computed in several engines from the same weights; `engine.reader` in a pipeline says which, and `winnow eval --engine` measures what each costs in accuracy. They round
            differently, so their answers are close, not equal; a run keeps one, and it is part of the compute digest of its answers. Within one engine, answers are equal on processors of one family
            (`amx`, `vnni`, `avx2`).

            `auto` decides when a run begins, on the machine that will compute: it leaves out engines whose products the processor has no instructions for, asks one of the bundle's example questions on a
            full context in each of the others, and takes the fastest; one that is not faster than the reference by a tenth is not worth its rounding. The log and `winnow doctor` say what was timed, what
            was left out and why; a run that is resumed keeps its engine. Tokenizers have one engine.

            The weights are shipped once: `onnx-int8` multiplies the rows as they lie in the weights file, and `torch-bf16` fills an archive in from them when it is first used, below `~/.winnow/cache`. PyTorch is
            not part of an installation: `WINNOW_TORCH=1 ./winnow ...`, or a command that names `torch-bf16`, fetches it (115 MB, 430 MB unpacked); on a cluster, DJL's PyTorch jars belong into `lib`. It takes
            about 300 MiB of memory beside what the bundle states. Where it is missing, `auto` leaves it out, and a run that names it is refused.

            `engine.device` says what computes: `cpu`, `cuda` (the first GPU of NVIDIA's) or `cuda:N`. ONNX Runtime for GPUs is not part of an installation: `WINNOW_GPU=1 ./winnow ...` fetches it (742 MB), `mvn -Pgpu`
            builds with it, and on a cluster its jar (`onnxruntime_gpu`) takes the other one's place in `lib`. It wants the driver, CUDA 12 and cuDNN 9 where it computes. Where one of them is missing, or the GPU,
            the run is refused and told which; the processor never steps in unasked. `winnow doctor` says what a machine has. On a GPU a reader is computed in `onnx-fp32`.

            | `engine.reader` | what it is |
            | --- | --- |
            """;

    private BundlesPage() {}

    static String text(Path models) {
        StringBuilder page = new StringBuilder(HEAD);
        for (Path manifest : manifests(models)) {
            Map<?, ?> bundle = read(manifest);
            page.append("## ").append(bundle.get("name")).append("\n\n");
            page.append("| | |\n| --- | --- |\n");
            row(page, "role", bundle.get("role"));
            row(page, "system", bundle.get("system") + ", " + bundle.get("variant"));
            if (bundle.get("input") instanceof Map<?, ?> input) {
                row(page, "pictures", input.get("sizes") + " pixels, resized by " + input.get("resize"));
            }
            if (bundle.get("tokens") instanceof Map<?, ?> tokens) {
                row(page, "tokens", tokens.get("min") + " to " + tokens.get("max") + " a frame, " + tokens.get("axis"));
            }
            if (bundle.get("codebook") instanceof Map<?, ?> codes) {
                row(page, "codebook", codes.get("size") + " codes of " + codes.get("width"));
            }
            row(page, "functions", functions(bundle));
            row(page, "engines", engines(bundle));
            row(page, "licence", bundle.get("licence"));
            row(page, "provenance", bundle.get("provenance"));
            if (bundle.get("departures") instanceof List<?> departures) {
                departures.forEach(departure -> row(page, "departs from the published system", departure));
            }
            page.append("\n");
        }
        return page.append(engines()).toString().stripTrailing() + "\n";
    }

    private static String engines() {
        StringBuilder section = new StringBuilder(ENGINES);
        for (EngineKind kind : EngineKind.values()) {
            section.append("| `")
                    .append(kind.word())
                    .append("` | ")
                    .append(kind.text())
                    .append(" |\n");
        }
        return section.toString();
    }

    private static String engines(Map<?, ?> bundle) {
        Set<String> engines = new LinkedHashSet<>(List.of("`" + EngineKind.ONNX_FP32.word() + "`"));
        if (bundle.get("graphs") instanceof Map<?, ?> graphs) {
            for (Object graph : graphs.values()) {
                if (graph instanceof Map<?, ?> stated && stated.get("engines") instanceof Map<?, ?> forms) {
                    forms.keySet().forEach(kind -> engines.add("`" + kind + "`"));
                }
            }
        }
        return String.join(", ", engines);
    }

    private static void row(StringBuilder page, String name, @org.jspecify.annotations.Nullable Object value) {
        page.append("| ")
                .append(name)
                .append(" | ")
                .append(String.valueOf(value).replaceAll("\\s+", " ").replace("|", "\\|"))
                .append(" |\n");
    }

    private static String functions(Map<?, ?> bundle) {
        List<String> functions = new ArrayList<>();
        if (bundle.get("graphs") instanceof Map<?, ?> graphs) {
            graphs.forEach((name, graph) -> functions.add(
                    "`" + name + "` (" + (graph instanceof Map<?, ?> stated ? stated.get("precision") : "") + ")"));
        }
        return String.join(", ", functions);
    }

    private static List<Path> manifests(Path models) {
        try (Stream<Path> folders = Files.list(models)) {
            return folders.map(folder -> folder.resolve("bundle.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the bundles in " + models + " cannot be listed", e);
        }
    }

    private static Map<?, ?> read(Path manifest) {
        try (Reader reader = Files.newBufferedReader(manifest)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the manifest " + manifest + " cannot be read", e);
        }
    }
}
