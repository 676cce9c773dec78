package io.winnow.cli.command;

import io.winnow.jobs.definition.PipelineDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a command is told which pipeline it is about: by its file, or by its name with the broker set beside it. */
public final class PipelineArguments {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PIPELINE.yaml",
            description = "The pipeline's file; or name it with --pipeline and give the broker with --set.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--pipeline", paramLabel = "NAME", description = "The pipeline's name, where no file is given.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets an option, stronger than the file: --set kafka.bootstrap=HOST:9092")
    private List<String> overrides = List.of();

    /**
     * The definition meant.
     *
     * @throws io.winnow.jobs.definition.DefinitionException where it cannot be
     * @throws CommandFailure where none is named
     */
    public PipelineDefinition definition() {
        if (file.isPresent()) {
            return PipelineDefinition.parse(file.get(), overrides);
        }
        String named = name.orElseThrow(() -> CommandFailure.usage(
                "NO_PIPELINE",
                "no pipeline is named",
                "the command's arguments",
                "Give the pipeline's YAML file, or --pipeline NAME with --set kafka.bootstrap=HOST:PORT."));
        return PipelineDefinition.forSources(named, List.of(), overrides);
    }

    /** The same, with a broker that others can reach. */
    public PipelineDefinition onBroker() {
        PipelineDefinition definition = definition();
        if (definition.kafka().bootstrap().isEmpty()) {
            throw CommandFailure.usage(
                    "NO_BROKER",
                    "pipeline " + definition.name() + " has no broker that a command could ask",
                    definition.where("kafka.bootstrap"),
                    "Set kafka.bootstrap in the pipeline's file or with --set kafka.bootstrap=HOST:PORT.");
        }
        return definition;
    }
}
