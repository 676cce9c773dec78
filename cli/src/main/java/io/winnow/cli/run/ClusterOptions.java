package io.winnow.cli.run;

import io.winnow.jobs.definition.FlinkOptions;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster and which store of runs a command is about. */
final class ClusterOptions {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets an option, such as flink.rest=http://HOST:PORT or flink.state-folder=FOLDER.")
    private List<String> overrides = List.of();

    /** Those of the group flink. */
    FlinkOptions flink() {
        return definition().flink();
    }

    /** Those of the group kafka, where a broker is named. */
    Optional<KafkaOptions> kafka() {
        return Optional.of(definition().kafka())
                .filter(kafka -> !kafka.bootstrap().isEmpty());
    }

    private PipelineDefinition definition() {
        List<String> settings =
                new ArrayList<>(List.of("stages=prune", "edges.tokens=kafka:any", "edges.pruned=kafka"));
        settings.addAll(overrides);
        return PipelineDefinition.forSources("none", List.of(), settings);
    }

    List<String> overrides() {
        return overrides;
    }
}
