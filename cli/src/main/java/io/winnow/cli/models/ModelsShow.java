package io.winnow.cli.models;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Table;
import io.winnow.model.Bundle;
import io.winnow.model.GraphSpec;
import io.winnow.model.Manifest;
import io.winnow.model.PortSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what a manifest says. */
@Command(
        name = "show",
        description = "Shows a bundle: what it is, its graphs with their inputs and outputs, its files.")
final class ModelsShow extends CliCommand {
    @Parameters(index = "0", paramLabel = "B", description = "The bundle's name, or its folder.")
    private String bundle = "";

    @Override
    public Integer call() {
        Bundle opened = Bundle.open(ModelFolders.find(bundle));
        terminal().document(document(opened));
        Manifest manifest = opened.manifest();
        Table table = Table.of("bundle", opened.ref().toString());
        table.row("role", manifest.role().word());
        table.row("system", manifest.system() + " " + manifest.variant());
        table.row("licence", manifest.licence());
        table.row("provenance", manifest.provenance().replaceAll("\\s+", " "));
        manifest.departures().forEach(departure -> table.row("departure", departure));
        manifest.input()
                .ifPresent(input -> table.row(
                        "pictures",
                        input.sizes() + " pixels, " + input.colour() + ", "
                                + (input.resize() == Manifest.Input.Resize.CROP ? "cropped" : "squashed")));
        manifest.codebook().ifPresent(codes -> table.row("codebook", codes(codes)));
        manifest.tokens()
                .ifPresent(
                        count -> table.row("tokens", count.min() + " to " + count.max() + " a frame, " + count.axis()));
        table.row("memory", manifest.peakBytes() / (1 << 20) + " MiB at most");
        graphs(manifest).forEach((name, spec) -> table.row(name, line(spec)));
        terminal().print(table);
        return ExitStatus.DONE;
    }

    private static String codes(Manifest.Codebook codes) {
        return codes.size() == 0
                ? "none: tokens are vectors of " + codes.width()
                : codes.size() + " codes of " + codes.width();
    }

    private static Map<String, GraphSpec> graphs(Manifest manifest) {
        return new TreeMap<>(manifest.graphs());
    }

    private static String line(GraphSpec spec) {
        String forms = spec.forms().keySet().stream()
                .sorted()
                .map(kind -> ", also for " + kind.word())
                .collect(Collectors.joining());
        return spec.precision() + forms + ": " + ports(spec.inputs()) + " -> " + ports(spec.outputs());
    }

    private static String ports(List<PortSpec> ports) {
        return String.join(
                ", ", ports.stream().map(port -> port.name() + port.shape()).toList());
    }

    private static Map<String, Object> document(Bundle bundle) {
        Manifest manifest = bundle.manifest();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", manifest.name());
        document.put("digest", bundle.digest());
        document.put("folder", bundle.folder().toString());
        document.put("role", manifest.role().word());
        document.put("system", manifest.system());
        document.put("variant", manifest.variant());
        document.put("licence", manifest.licence());
        document.put("provenance", manifest.provenance());
        document.put("departures", manifest.departures());
        document.put("peakBytes", manifest.peakBytes());
        manifest.codebook().ifPresent(codes -> document.put("codebook", codes));
        manifest.input().ifPresent(input -> document.put("input", input));
        manifest.tokens().ifPresent(count -> document.put("tokens", count));
        Map<String, Object> graphs = new TreeMap<>();
        graphs(manifest).forEach((name, spec) -> graphs.put(name, graph(spec)));
        document.put("graphs", graphs);
        document.put("files", manifest.files());
        return document;
    }

    private static Map<String, Object> graph(GraphSpec spec) {
        Map<String, Object> graph = new LinkedHashMap<>();
        graph.put("file", spec.file());
        graph.put("engine", spec.engine().name().toLowerCase(java.util.Locale.ROOT));
        graph.put("precision", spec.precision());
        graph.put("opset", spec.opset());
        Map<String, String> forms = new TreeMap<>();
        spec.forms().forEach((kind, file) -> forms.put(kind.word(), file));
        graph.put("forms", forms);
        graph.put("inputs", shapes(spec.inputs()));
        graph.put("outputs", shapes(spec.outputs()));
        return graph;
    }

    private static Map<String, String> shapes(List<PortSpec> ports) {
        Map<String, String> shapes = new LinkedHashMap<>();
        ports.forEach(port -> shapes.put(port.name(), port.type().word() + port.shape()));
        return shapes;
    }
}
