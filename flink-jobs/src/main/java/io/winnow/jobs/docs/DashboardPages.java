package io.winnow.jobs.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Grafana's dashboards, of panels that are listed with nothing but their queries. */
final class DashboardPages {
    static final String SOURCE = "deploy/grafana/dashboards.yaml";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GRID = 24;
    private static final int SCHEMA = 39;

    private DashboardPages() {}

    /** Each dashboard's file below {@code deploy/grafana/dashboards/}, by its name. */
    static Map<String, String> of(Path root) {
        Map<String, String> pages = new LinkedHashMap<>();
        try {
            for (JsonNode dashboard : YAML.readTree(root.resolve(SOURCE).toFile())) {
                pages.put(dashboard.path("uid").asText() + ".json", text(dashboard));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(SOURCE + " cannot be read", e);
        }
        return pages;
    }

    private static String text(JsonNode source) throws JsonProcessingException {
        ObjectNode dashboard = JSON.createObjectNode();
        dashboard.put("uid", source.path("uid").asText());
        dashboard.put("title", source.path("title").asText());
        dashboard.put("schemaVersion", SCHEMA);
        dashboard.put("editable", true);
        dashboard.put("refresh", "5s");
        dashboard.putArray("tags").add("winnow");
        dashboard.putObject("time").put("from", "now-15m").put("to", "now");
        ArrayNode variables = dashboard.putObject("templating").putArray("list");
        variables
                .addObject()
                .put("name", "datasource")
                .put("label", "Prometheus")
                .put("type", "datasource")
                .put("query", "prometheus");
        variables.add(pipelines());
        panels(source, dashboard.putArray("panels"));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(dashboard) + "\n";
    }

    private static ObjectNode pipelines() {
        String query = "label_values(winnow_snapshot_age_seconds, pipeline)";
        ObjectNode variable = JSON.createObjectNode()
                .put("name", "pipeline")
                .put("label", "Pipeline")
                .put("type", "query")
                .put("definition", query)
                .put("refresh", 2)
                .put("includeAll", true)
                .put("allValue", ".*");
        variable.putObject("current").put("text", "All").put("value", "$__all");
        variable.putObject("query").put("query", query).put("refId", "pipelines");
        variable.set("datasource", datasource());
        return variable;
    }

    private static ObjectNode datasource() {
        return JSON.createObjectNode().put("type", "prometheus").put("uid", "${datasource}");
    }

    /** From left to right, in rows: six single figures, or three of anything else. */
    private static void panels(JsonNode source, ArrayNode panels) {
        int x = 0;
        int y = 0;
        int rowHeight = 0;
        for (JsonNode listed : source.path("panels")) {
            String kind = listed.path("kind").asText("timeseries");
            boolean figure = kind.equals("stat");
            int width = figure ? GRID / 6 : GRID / 3;
            int height = figure ? 4 : 8;
            if (x + width > GRID || (rowHeight != 0 && height != rowHeight)) {
                x = 0;
                y += rowHeight;
            }
            rowHeight = height;
            ObjectNode panel = panel(listed, kind).put("id", panels.size() + 1);
            panel.putObject("gridPos").put("x", x).put("y", y).put("w", width).put("h", height);
            panels.add(panel);
            x += width;
        }
    }

    private static ObjectNode panel(JsonNode listed, String kind) {
        ObjectNode panel = JSON.createObjectNode()
                .put("title", listed.path("title").asText())
                .put("type", kind);
        panel.set("datasource", datasource());
        ObjectNode defaults = panel.putObject("fieldConfig").putObject("defaults");
        defaults.put("unit", listed.path("unit").asText()).put("min", 0);
        panel.putObject("options");
        ArrayNode targets = panel.putArray("targets");
        for (Map.Entry<String, JsonNode> query : listed.path("queries").properties()) {
            ObjectNode target = targets.addObject()
                    .put("refId", String.valueOf((char) ('A' + targets.size() - 1)))
                    .put("expr", query.getValue().asText())
                    .put("legendFormat", query.getKey());
            if (kind.equals("table")) {
                target.put("format", "table").put("instant", true);
            }
        }
        return panel;
    }
}
