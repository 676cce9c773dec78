package io.winnow.jobs.docs;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private BundlesPage() {}

    static String text(Path models) {
        StringBuilder page = new StringBuilder(HEAD);
        for (Path manifest : manifests(models)) {
            Map<?, ?> bundle = read(manifest);
            page.append("## ").append(bundle.get("name")).append("\n\n");
            page.append("| | |\n| --- | --- |\n");
            row(page, "role", bundle.get("role"));
            row(page, "system", bundle.get("system") + ", " + bundle.get("variant"));
            row(page, "functions", functions(bundle));
            row(page, "licence", bundle.get("licence"));
            row(page, "provenance", bundle.get("provenance"));
            page.append("\n");
        }
        return page.toString().stripTrailing() + "\n";
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
