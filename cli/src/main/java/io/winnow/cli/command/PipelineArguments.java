package io.winnow.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The same for commands that take nothing else, so that the file needs no option. */
public final class PipelineArguments extends PipelineOptions {
    @Parameters(index = "0", arity = "0..1", paramLabel = "PIPELINE.yaml", description = "The pipeline's file.")
    private Optional<Path> argument = Optional.empty();

    @Override
    protected Optional<Path> file() {
        return argument.isPresent() ? argument : super.file();
    }
}
