package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.winnow.model.Manifest.Codebook;
import io.winnow.model.Manifest.Encoder;
import io.winnow.model.Manifest.Input;
import io.winnow.model.Manifest.Reader;
import io.winnow.model.Manifest.Role;
import io.winnow.model.Manifest.TokenCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code bundle.yaml}. Keys it does not know are left alone: newer bundles may say more. */
final class ManifestReader {
    static final String FILE = "bundle.yaml";
    private static final int VERSION = 1;
    private static final String MOST_TOKENS = "maxContextTokens";
    private static final String USUAL_TOKENS = "usualContextTokens";

    private ManifestReader() {}

    static Manifest read(Path folder) {
        ManifestNode root = root(folder);
        if (root.whole("manifest") != VERSION) {
            throw root.refusal("manifest", "is not " + VERSION + ", the form that this version of Winnow reads");
        }
        return new Manifest(
                root.text("name"),
                root.choice("role", Role.class),
                root.text("system"),
                root.text("variant"),
                root.text("licence"),
                root.text("provenance"),
                root.optional("departures")
                        .map(node -> node.items().stream().map(JsonNode::asText).toList())
                        .orElse(List.of()),
                graphs(root.child("graphs"), sizes(root)),
                root.optional("encoder").map(ManifestReader::encoder),
                root.optional("input").map(ManifestReader::input),
                root.optional("codebook")
                        .map(node -> new Codebook(node.whole("size"), node.whole("width"), node.text("features"))),
                root.optional("tokens")
                        .map(node -> new TokenCount(node.whole("min"), node.whole("max"), node.text("axis"))),
                root.optional("reader").map(ManifestReader::reader),
                root.large("peakBytes"),
                Optional.of(root)
                        .filter(node -> node.node().hasNonNull("examples"))
                        .map(node -> node.text("examples")),
                files(root.child("files")));
    }

    private static ManifestNode root(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new ModelException("there is no bundle in " + folder + ": it has no " + FILE
                    + ". `winnow models list` shows the bundles there are");
        }
        try {
            JsonNode node = new YAMLMapper().readTree(file.toFile());
            if (node == null || !node.isObject()) {
                throw new ModelException("the manifest " + file + " is no mapping: fetch the bundle again");
            }
            return new ManifestNode(file, "", node);
        } catch (IOException e) {
            throw new ModelException("the manifest " + file + " cannot be read: fetch the bundle again", e);
        }
    }

    /** Axes that a reader's shapes name and its manifest fixes. */
    private static Map<String, Long> sizes(ManifestNode root) {
        Map<String, Long> sizes = new HashMap<>();
        root.optional("reader").ifPresent(reader -> {
            for (String name : List.of("layers", "heads", "headWidth", "groundWidth")) {
                sizes.put(name, reader.large(name));
            }
        });
        return sizes;
    }

    private static Map<String, GraphSpec> graphs(ManifestNode graphs, Map<String, Long> sizes) {
        Map<String, GraphSpec> specs = new LinkedHashMap<>();
        for (String function : graphs.keys()) {
            ManifestNode graph = graphs.child(function);
            specs.put(
                    function,
                    new GraphSpec(
                            function,
                            graph.text("file"),
                            graph.choice("engine", GraphSpec.Engine.class),
                            graph.text("precision"),
                            graph.optional("opset").isPresent() ? graph.whole("opset") : 0,
                            ports(graph.child("inputs"), sizes),
                            ports(graph.child("outputs"), sizes),
                            graph.optional("engines").map(ManifestReader::forms).orElse(Map.of())));
        }
        return specs;
    }

    /** Engines of a newer version are left alone. */
    private static Map<EngineKind, String> forms(ManifestNode engines) {
        Map<EngineKind, String> forms = new EnumMap<>(EngineKind.class);
        for (EngineKind kind : EngineKind.values()) {
            engines.optional(kind.word()).ifPresent(form -> forms.put(kind, form.text("file")));
        }
        return forms;
    }

    private static List<PortSpec> ports(ManifestNode ports, Map<String, Long> sizes) {
        return ports.keys().stream()
                .map(name -> new PortSpec(
                        name,
                        ports.child(name).choice("type", Tensor.ElementType.class),
                        ports.child(name).child("shape").items().stream()
                                .map(node -> extent(node, sizes))
                                .toList()))
                .toList();
    }

    private static Extent extent(JsonNode node, Map<String, Long> sizes) {
        if (node.isIntegralNumber()) {
            return Extent.fixed(node.asLong());
        }
        Long size = sizes.get(node.asText());
        return size == null ? Extent.dynamic(node.asText()) : Extent.fixed(size);
    }

    private static Encoder encoder(ManifestNode node) {
        String bundle = node.text("bundle");
        if (!bundle.matches("[a-z0-9][a-z0-9.-]*")) {
            throw node.refusal("bundle", "is no name of a bundle");
        }
        return new Encoder(bundle, hash(node, "digest"));
    }

    private static Input input(ManifestNode node) {
        List<Integer> sizes =
                node.child("sizes").items().stream().map(JsonNode::asInt).toList();
        return new Input(sizes, node.choice("resize", Input.Resize.class), node.text("colour"));
    }

    private static Reader reader(ManifestNode node) {
        ManifestNode special = node.child("special");
        ManifestNode prune = node.child("prune");
        ManifestNode calibration = node.child("calibration");
        return new Reader(
                node.text("features"),
                node.whole("layers"),
                node.whole("heads"),
                node.whole("headWidth"),
                node.whole("groundWidth"),
                node.whole(MOST_TOKENS),
                node.whole(node.optional(USUAL_TOKENS).isPresent() ? USUAL_TOKENS : MOST_TOKENS),
                node.whole("maxQuestionTokens"),
                node.whole("maxAnswerTokens"),
                new Reader.Special(
                        special.whole("pad"),
                        special.whole("unknown"),
                        special.whole("question"),
                        special.whole("answer"),
                        special.whole("end")),
                calibration.number("temperature"),
                // Bundles of before have one temperature for both.
                calibration.number(calibration.optional("written").isPresent() ? "written" : "temperature"),
                new Reader.Prune(
                        prune.number("windowSeconds"),
                        prune.number("framesPerSecond"),
                        prune.number("keep"),
                        prune.number("still")));
    }

    private static SortedMap<String, String> files(ManifestNode files) {
        SortedMap<String, String> hashes = new TreeMap<>();
        files.keys().forEach(path -> hashes.put(path, hash(files, path)));
        return hashes;
    }

    private static String hash(ManifestNode files, String path) {
        JsonNode hash = files.node().get(path);
        if (hash == null || !hash.asText().matches("[0-9a-f]{64}")) {
            throw files.refusal(path, "is no sha256");
        }
        return hash.asText();
    }
}
