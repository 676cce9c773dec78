package io.winnow.cli.command;

import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.WebhookOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command is told which pipeline it is about: by its file, or by its name with the broker set beside it. */
public class PipelineOptions {
    @Option(names = "--file", paramLabel = "PIPELINE.yaml", description = "The pipeline's file.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            description = "The pipeline's name. Without a file and a name: the only one that the broker has topics of.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets an option, stronger than the file, such as kafka.bootstrap=HOST:9092.")
    private List<String> overrides = List.of();

    /** The pipeline's file, if one is given. */
    protected Optional<Path> file() {
        return file;
    }

    /** The definition, where a file is given. */
    public final Optional<PipelineDefinition> definition() {
        return file().map(given -> PipelineDefinition.parse(given, overrides));
    }

    /** The name that the command line or the file gives. */
    public final Optional<String> name() {
        return name.isPresent() ? name : definition().map(PipelineDefinition::name);
    }

    /** The broker of the file or of the command line. */
    public final KafkaOptions kafka() {
        return given().kafka();
    }

    /** Where alerts are sent, by the file or the command line. */
    public final WebhookOptions webhooks() {
        return given().webhooks();
    }

    /** The file's definition, or one of the command line alone. */
    private PipelineDefinition given() {
        return definition().orElseGet(() -> {
            List<String> settings = new ArrayList<>(List.of("stages=read", "edges.pruned=kafka:any"));
            settings.addAll(overrides);
            return PipelineDefinition.forSources("none", List.of(), settings);
        });
    }

    /** A broker that others can reach. */
    public final KafkaOptions broker() {
        KafkaOptions kafka = kafka();
        if (kafka.bootstrap().isEmpty()) {
            throw CommandFailure.usage(
                    "NO_BROKER",
                    "no broker is configured that could be asked",
                    "kafka.bootstrap",
                    "Give --set kafka.bootstrap=HOST:PORT, or the pipeline's file where it is set.");
        }
        return kafka;
    }
}
