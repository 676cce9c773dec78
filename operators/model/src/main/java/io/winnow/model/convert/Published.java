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
 * A variant of a published architecture: graphs without weights, and what a bundle of them and a checkpoint says of itself.
 *
 * @param folder of the graphs
 * @param bundle the manifest, without its files
 * @param prefixes what may stand before a file's keys in the graphs, in order of preference
 * @param states names of the state dicts to take where a file has several
 * @param unused keys of published files that no graph needs
 * @param weights of all graphs, by key
 */
record Published(
        Path folder,
        ObjectNode bundle,
        List<String> prefixes,
        List<String> states,
        Pattern unused,
        SortedMap<String, ExternalWeight> weights) {
    private static final String FILE = "published.yaml";

    /**
     * Reads all variants of a system, of which there is one at least.
     *
     * @param root of all architectures: a folder for each system, with one for each variant
     * @param system whose
     * @throws ModelException where there is none
     */
    static List<Published> variants(Path root, String system) {
        List<String> systems = names(root);
        if (!systems.contains(system)) {
            throw new ModelException("there is no published system " + system + " to convert; there are " + systems);
        }
        Path folder = root.resolve(system);
        return names(folder).stream()
                .map(variant -> read(folder.resolve(variant)))
                .toList();
    }

    private static Published read(Path folder) {
        try {
            JsonNode description =
                    new YAMLMapper().readTree(folder.resolve(FILE).toFile());
            ObjectNode bundle = (ObjectNode) description.required("bundle");
            JsonNode checkpoint = description.required("checkpoint");
            return new Published(
                    folder,
                    bundle,
                    texts(checkpoint.required("prefixes")),
                    texts(checkpoint.required("states")),
                    patterns(texts(checkpoint.required("unused"))),
                    weights(folder, graphs(bundle)));
        } catch (IOException | ClassCastException | IllegalArgumentException e) {
            throw new ModelException("the architecture in " + folder + " is damaged: fetch Winnow again", e);
        }
    }

    private static List<String> names(Path root) {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ModelException("there is no folder of architectures " + root + ": fetch Winnow again", e);
        }
    }

    /** Whose it is. */
    String system() {
        return bundle.required("system").asText();
    }

    /** Which of the system's. */
    String variant() {
        return bundle.required("variant").asText();
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
