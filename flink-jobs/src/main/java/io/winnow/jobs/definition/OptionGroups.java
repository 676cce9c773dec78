package io.winnow.jobs.definition;

import io.winnow.decode.DecodeOptions;
import io.winnow.model.EngineOptions;
import io.winnow.prune.PruneOptions;
import io.winnow.read.ReadOptions;
import io.winnow.read.VisionOptions;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.preview.PreviewOptions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Every record of options that a pipeline has, in the order of the docs. */
public final class OptionGroups {
    /** Keys of earlier versions, with what to write instead. */
    static final Map<String, String> RETIRED = Map.of();

    private OptionGroups() {}

    /** The defaults of each group, by the heading that the docs give it. */
    public static Map<String, Record> all() {
        Map<String, Record> groups = new LinkedHashMap<>();
        groups.put("The pipeline", GeneralOptions.defaults());
        groups.put("Decoding", DecodeOptions.defaults());
        groups.put("Tokenizing", TokenizeOptions.defaults());
        groups.put("Pruning", PruneOptions.defaults());
        groups.put("Reading", ReadOptions.defaults());
        groups.put("Reading by an endpoint", VisionOptions.defaults());
        groups.put("Small pictures", PreviewOptions.defaults());
        groups.put("Engines", EngineOptions.ofPipelines());
        groups.put("Edges", EdgeOptions.defaults());
        groups.put("Keeping tokens", KeepOptions.defaults());
        groups.put("Kafka", KafkaOptions.defaults());
        groups.put("Metrics", MetricsOptions.defaults());
        groups.put("Webhooks", WebhookOptions.defaults());
        groups.put("Flink", FlinkOptions.defaults());
        return groups;
    }

    /** Every key; one that ends with {@code .*} is an open group. */
    static Collection<String> keys() {
        TreeSet<String> keys = new TreeSet<>(List.of("sources"));
        all().values().stream()
                .map(OptionsMapper::options)
                .flatMap(List::stream)
                .map(Option::key)
                .forEach(keys::add);
        return keys;
    }
}
