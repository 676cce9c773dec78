package io.winnow.model.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.winnow.model.ExternalWeight;
import io.winnow.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A published architecture: graphs without weights, and what a bundle of them and a checkpoint says of itself.
 *
 * @param folder of the graphs
 * @param bundle the manifest, without its files
 * @param prefixes what may stand before a file's keys in the graphs, in order of preference
 * @param unused keys of published files that no graph needs
 * @param weights of all graphs, by key
 */
record Published(
        Path folder,
        ObjectNode bundle,
        List<String> prefixes,
        Pattern unused,
        SortedMap<String, ExternalWeight> weights) {
    private static final String FILE = "published.yaml";

    /**
     * Reads one.
     *
     * @param root of all architectures, a folder each
     * @param system whose
     * @throws ModelException where there is none
     */
    static Published read(Path root, String system) {
        Path folder = root.resolve(system);
        if (!system.matches("[a-z0-9-]+") || !Files.isRegularFile(folder.resolve(FILE))) {
            throw new ModelException(
                    "there is no published system " + system + " to convert; there are " + names(root));
        }
        try {
            JsonNode description =
                    new YAMLMapper().readTree(folder.resolve(FILE).toFile());
            ObjectNode bundle = (ObjectNode) description.required("bundle");
            JsonNode checkpoint = description.required("checkpoint");
            return new Published(
                    folder,
                    bundle,
                    texts(checkpoint.required("prefixes")),
                    patterns(texts(checkpoint.required("unused"))),
                    weights(folder, graphs(bundle)));
        } catch (IOException | ClassCastException | IllegalArgumentException e) {
            throw new ModelException("the architecture in " + folder + " is damaged: fetch Winnow again", e);
        }
    }

    private static List<String> names(Path root) {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(FILE)))
                    .map(folder -> root.relativize(folder).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ModelException("there is no folder of architectures " + root + ": fetch Winnow again", e);
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Of keys in which a star stands for anything. */
    private static Pattern patterns(List<String> keys) {
        return Pattern.compile(keys.stream()
                .map(key -> "\\Q" + key.replace("*", "\\E.*\\Q") + "\\E")
                .collect(Collectors.joining("|")));
    }

    /** Files of the graphs. */
    List<String> graphs() {
        return graphs(bundle);
    }

    private static List<String> graphs(JsonNode bundle) {
        List<String> files = new ArrayList<>();
        bundle.required("graphs")
                .forEach(graph -> files.add(graph.required("file").asText()));
        return files;
    }

    private static SortedMap<String, ExternalWeight> weights(Path folder, List<String> graphs) {
        SortedMap<String, ExternalWeight> weights = new TreeMap<>();
        for (String graph : graphs) {
            ExternalWeight.of(folder.resolve(graph)).forEach(weight -> weights.put(weight.name(), weight));
        }
        return weights;
    }
}
