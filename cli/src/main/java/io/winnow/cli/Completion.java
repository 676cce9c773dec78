package io.winnow.cli;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Streams;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints a script that completes the command in bash and zsh. */
@Command(name = "completion", description = "Prints a completion script for bash and zsh: source <(winnow completion)")
final class Completion extends CliCommand {
    @Override
    public Integer call() {
        terminal().raw(AutoComplete.bash("winnow", Main.commandLine(Streams.ofProcess(), Thread.currentThread())));
        return ExitStatus.DONE;
    }
}
