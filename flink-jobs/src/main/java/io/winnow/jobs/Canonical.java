package io.winnow.jobs;

import io.winnow.jobs.definition.OptionsMapper;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.SourceDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.model.Bundle;
import io.winnow.records.Units;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A pipeline in canonical form: what decides the content of its records, and what else a resumed run must share with the one before. */
final class Canonical {
    private final PipelineDefinition definition;
    private final UsedBundles bundles;

    Canonical(PipelineDefinition definition, UsedBundles bundles) {
        this.definition = definition;
        this.bundles = bundles;
    }

    /** The digest of each stage, over every option and bundle up to and including it. */
    Map<Stage, String> computeDigests() {
        Map<Stage, String> digests = new EnumMap<>(Stage.class);
        SortedMap<String, String> content = new TreeMap<>();
        for (Stage stage : definition.general().stages()) {
            content.putAll(content(stage));
            digests.put(stage, Digests.of(content));
        }
        return digests;
    }

    private SortedMap<String, String> content(Stage stage) {
        SortedMap<String, String> values = new TreeMap<>(OptionsMapper.values(definition.engine(), true));
        // One GPU computes what another does.
        values.put("engine.device", definition.engine().device().kind());
        if (stage != Stage.READ) {
            // Tokens and windows are the same whatever reads them.
            values.remove("engine.reader");
        }
        switch (stage) {
            case TOKENIZE -> {
                values.putAll(OptionsMapper.values(definition.decode(), true));
                values.putAll(OptionsMapper.values(definition.tokenize(), true));
                bundle(values, "tokenize.bundle", bundles.tokenizer());
            }
            case PRUNE -> {
                values.putAll(OptionsMapper.values(definition.prune(), true));
                bundle(values, "prune.bundle", bundles.reader());
            }
            case READ -> {
                values.putAll(OptionsMapper.values(definition.read(), true));
                if (definition.vision().reader().looks()) {
                    values.putAll(OptionsMapper.values(definition.vision(), true));
                    values.putAll(OptionsMapper.values(definition.previews(), true));
                }
                bundle(values, "read.bundle", bundles.reader());
            }
        }
        return values;
    }

    /** In place of its name, which says less than its digest, and where it lies, which says nothing. */
    private static void bundle(SortedMap<String, String> values, String key, Optional<Bundle> bundle) {
        bundle.ifPresent(it -> {
            values.put(key, it.digest());
            it.manifest()
                    .graphs()
                    .forEach((function, graph) ->
                            values.put(key + "." + function, graph.engine() + "/" + graph.precision()));
        });
    }

    /** Every value that a resumed run must share. */
    SortedMap<String, String> values() {
        SortedMap<String, String> values = new TreeMap<>();
        definition.general().stages().forEach(stage -> values.putAll(content(stage)));
        values.putAll(OptionsMapper.values(definition.general(), false));
        values.putAll(OptionsMapper.values(definition.edges(), false));
        if (definition.keep().any()) {
            values.putAll(OptionsMapper.values(definition.keep(), false));
        }
        values.put("kafka.prefix", definition.kafka().prefix());
        for (SourceDefinition source : definition.sources()) {
            String kept = source.retention().isZero() ? "" : " " + Units.write(source.retention());
            values.put("sources." + source.id(), source.address() + " " + source.policy() + kept);
        }
        return values;
    }
}
