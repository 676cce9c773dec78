package io.winnow.cli;

import io.winnow.cli.command.Failure;
import io.winnow.cli.command.Failures;
import io.winnow.cli.command.Streams;
import io.winnow.cli.command.Terminal;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;

/** Sets the parser up so that help, errors and exit statuses are those of the contract. */
final class CommandLines {
    private static final int WIDTH = 100;

    private CommandLines() {}

    static CommandLine of(Winnow root, Streams streams) {
        return new CommandLine(root)
                .setOut(writer(streams.out()))
                .setErr(writer(streams.err()))
                .setColorScheme(Help.defaultColorScheme(streams.colour() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpWidth(WIDTH)
                .setUsageHelpLongOptionsMaxWidth(WIDTH / 3)
                .setAbbreviatedOptionsAllowed(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, arguments) -> wrongUsage(root, e, arguments))
                .setExecutionExceptionHandler((e, line, parsed) -> failed(root.terminal(), e));
    }

    private static int failed(Terminal terminal, Exception thrown) {
        if (thrown instanceof ParameterException usage) {
            throw usage;
        }
        Failure failure = terminal.interruption().requested() ? Failures.interrupted() : Failures.of(thrown);
        terminal.fail(failure, thrown);
        return failure.exit();
    }

    /** Parsing may have stopped before the flags were seen. */
    private static int wrongUsage(Winnow root, ParameterException e, String[] arguments) {
        Failure failure = Failures.usage(e);
        root.terminal(Arrays.asList(arguments)).fail(failure, e);
        return failure.exit();
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
