package io.winnow.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only has commands below it. */
public abstract class GroupCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("not run as a command");
        }
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing after " + spec.qualifiedName() + ": one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
