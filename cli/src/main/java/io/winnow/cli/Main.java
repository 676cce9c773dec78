package io.winnow.cli;

import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Interruption;
import io.winnow.cli.command.Streams;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;

/** Where the launcher enters. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its status. */
    public static void main(String[] arguments) {
        // Where the launcher leads it, to the log: what libraries print is for no answer and no person.
        PrintStream libraries = System.err;
        Streams streams = Streams.ofProcess();
        System.setOut(libraries);
        Logging.start(List.of(arguments).contains("--verbose"));
        Interruption interruption = new Interruption(Thread.currentThread());
        interruption.listen();
        int status = run(streams, interruption, arguments);
        streams.out().flush();
        System.exit(status);
    }

    /** Runs one command and returns its status. */
    public static int run(Streams streams, String... arguments) {
        return run(streams, new Interruption(Thread.currentThread()), arguments);
    }

    static int run(Streams streams, Interruption interruption, String... arguments) {
        int status = CommandLines.of(new Winnow(streams, interruption), streams).execute(arguments);
        return interruption.requested() ? ExitStatus.INTERRUPTED : status;
    }

    static CommandLine commandLine(Streams streams, Thread worker) {
        return CommandLines.of(new Winnow(streams, new Interruption(worker)), streams);
    }
}
