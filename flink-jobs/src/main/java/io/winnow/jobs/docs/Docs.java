package io.winnow.jobs.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the pages. */
public final class Docs {
    private Docs() {}

    /** Every page by its path below {@code docs/}. */
    public static Map<String, String> pages(Path root) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("configuration.md", ConfigurationPage.text());
        pages.put("pipeline.schema.json", SchemaPage.text());
        pages.put("topics.md", TopicsPage.text());
        pages.put("metrics.md", MetricsPage.text());
        pages.put("bundles.md", BundlesPage.text(root.resolve("models")));
        DashboardPages.of(root).forEach((name, page) -> pages.put("../deploy/grafana/dashboards/" + name, page));
        return pages;
    }

    /**
     * Writes them all.
     *
     * @param arguments the root of the checkout
     */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length == 0 ? "." : arguments[0]);
        Path docs = Files.createDirectories(root.resolve("docs"));
        Files.createDirectories(root.resolve("deploy/grafana/dashboards"));
        for (Map.Entry<String, String> page : pages(root).entrySet()) {
            Files.writeString(docs.resolve(page.getKey()), page.getValue());
        }
    }
}
