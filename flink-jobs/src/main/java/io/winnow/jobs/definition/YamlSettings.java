package io.winnow.jobs.definition;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML into dotted keys, each with the line it stands on. {@code prune: {keep: 0.25}} and {@code prune.keep: 0.25} are the same. */
final class YamlSettings {
    private final String file;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<SourceEntry> sources = new ArrayList<>();

    /** One entry of {@code sources}. */
    record SourceEntry(Map<String, Setting> settings, String where) {}

    private YamlSettings(String file) {
        this.file = file;
    }

    /**
     * Reads a document.
     *
     * @param text the document
     * @param file how messages name it
     */
    static YamlSettings read(String text, String file) {
        YamlSettings read = new YamlSettings(file);
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(20);
        Node root;
        try {
            root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            String line =
                    e.getProblemMark() == null ? "" : ":" + (e.getProblemMark().getLine() + 1);
            throw new DefinitionException(
                    "NOT_YAML",
                    "the pipeline is not valid YAML: " + e.getProblem(),
                    file + line,
                    "Mend the line, or compare with an example in docs/configuration.md.");
        }
        if (root == null) {
            return read;
        }
        if (!(root instanceof MappingNode mapping)) {
            throw new DefinitionException(
                    "NOT_YAML", "a pipeline is a mapping of keys to values", read.at(root), "Begin with name: NAME.");
        }
        read.flatten("", mapping, read.settings);
        return read;
    }

    Map<String, Setting> settings() {
        return settings;
    }

    List<SourceEntry> sources() {
        return sources;
    }

    private void flatten(String prefix, MappingNode mapping, Map<String, Setting> into) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                throw new DefinitionException(
                        "NOT_YAML", "a key is not a word", at(tuple.getKeyNode()), "Write KEY: VALUE.");
            }
            String key = prefix + name.getValue();
            Node value = tuple.getValueNode();
            if (key.equals("sources")) {
                readSources(value);
            } else if (value instanceof MappingNode nested) {
                flatten(key + ".", nested, into);
            } else {
                put(into, setting(key, value, at(name)));
            }
        }
    }

    private void put(Map<String, Setting> into, Setting setting) {
        Optional.ofNullable(into.put(setting.key(), setting)).ifPresent(earlier -> {
            throw new DefinitionException(
                    "DUPLICATE_KEY",
                    setting.key() + " is given twice, first at " + earlier.where(),
                    setting.where(),
                    "Keep one of the two.");
        });
    }

    private Setting setting(String key, Node value, String where) {
        if (value instanceof ScalarNode scalar) {
            return new Setting(key, List.of(scalar.getValue()), false, where);
        }
        List<String> items = new ArrayList<>();
        for (Node item : ((SequenceNode) value).getValue()) {
            if (!(item instanceof ScalarNode scalar)) {
                throw new DefinitionException(
                        "BAD_VALUE",
                        "an item of " + key + " is not a plain value",
                        at(item),
                        "Write a word or number.");
            }
            items.add(scalar.getValue());
        }
        return new Setting(key, items, true, where);
    }

    private void readSources(Node value) {
        if (!(value instanceof SequenceNode sequence)) {
            throw new DefinitionException(
                    "BAD_VALUE",
                    "sources is not a list",
                    at(value),
                    "Write each source as an item: - {id: door, address: /videos/door.mp4}.");
        }
        for (Node item : sequence.getValue()) {
            Map<String, Setting> entry = new LinkedHashMap<>();
            if (item instanceof ScalarNode address) {
                put(entry, new Setting("address", List.of(address.getValue()), false, at(item)));
            } else if (item instanceof MappingNode mapping) {
                flatten("", mapping, entry);
            } else {
                throw new DefinitionException(
                        "BAD_VALUE", "a source is neither an address nor a mapping", at(item), "Write - address: ....");
            }
            sources.add(new SourceEntry(entry, at(item)));
        }
    }

    private String at(Node node) {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }
}
