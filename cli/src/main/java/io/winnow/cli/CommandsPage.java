package io.winnow.cli;

import io.winnow.cli.command.Streams;
import java.io.OutputStream;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Every command with its help, as {@code docs/commands.md} has it. */
public final class CommandsPage {
    private static final String HEAD = """
            # Commands

            `./winnow` at the top of the checkout builds what is missing and runs a command. `--help` explains each, `source <(./winnow completion)` completes them in bash and zsh.

            People get lines and tables on standard output. With `--json` there are JSON documents instead, one a line, whose fields stay. Progress, warnings and errors go to standard error; the log of all
            libraries to `~/.winnow/log`. `NO_COLOR` is honoured. `--verbose` says more, with stack traces.

            A command that fails says what was wrong, where, and what to try, and with `--json` prints `{"error":{"code","what","where","hint"}}` too. The exit status is one of those below.

            """;

    private CommandsPage() {}

    /** The page. */
    public static String text() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        StringBuilder page = new StringBuilder(HEAD);
        append(page, Main.commandLine(Streams.plain(nowhere, nowhere), Thread.currentThread()));
        return page.toString();
    }

    private static void append(StringBuilder page, CommandLine command) {
        page.append("## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```\n");
        command.getUsageMessage(Help.Ansi.OFF)
                .lines()
                .forEach(line -> page.append(line.stripTrailing()).append('\n'));
        page.append("```\n");
        for (CommandLine below : command.getSubcommands().values()) {
            page.append('\n');
            append(page, below);
        }
    }
}
