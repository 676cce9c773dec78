package io.winnow.jobs.definition;

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
        groups.put("Edges", EdgeOptions.defaults());
        groups.put("Kafka", KafkaOptions.defaults());
        groups.put("Flink", FlinkOptions.defaults());
        return groups;
    }

    /** Every key; one that ends with {@code .*} is an open group. */
    static Collection<String> keys() {
        TreeSet<String> keys = new TreeSet<>();
        all().values().stream()
                .map(OptionsMapper::options)
                .flatMap(List::stream)
                .map(Option::key)
                .forEach(keys::add);
        return keys;
    }
}
