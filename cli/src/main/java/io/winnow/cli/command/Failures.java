package io.winnow.cli.command;

import io.winnow.archive.ArchiveException;
import io.winnow.gateway.GatewayException;
import io.winnow.jobs.definition.DefinitionException;
import io.winnow.jobs.kafka.BrokerUnreachable;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.model.ModelException;
import io.winnow.topics.TopicAdminException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells exceptions in the words of the command. What is not listed here is a defect. */
public final class Failures {
    private static final String BROKER_HINT = "Start the broker, or correct kafka.bootstrap and kafka.client.";

    private Failures() {}

    /** What a thrown exception means to whoever called the command. */
    public static Failure of(Throwable thrown) {
        if (thrown instanceof CommandFailure failure) {
            return failure.failure();
        }
        if (thrown instanceof DefinitionException e) {
            return new Failure(e.code(), ExitStatus.USAGE, e.what(), e.where(), e.hint());
        }
        if (thrown instanceof PipelineFailure e) {
            return new Failure(e.code(), e.exit(), e.what(), e.where(), e.hint());
        }
        if (thrown instanceof ModelException e) {
            return new Failure(
                    "BUNDLE",
                    ExitStatus.INPUT,
                    message(e),
                    "models",
                    "See winnow models list and winnow models verify.");
        }
        if (thrown instanceof ArchiveException e) {
            return new Failure(e.code(), ExitStatus.INPUT, message(e), e.where(), e.hint());
        }
        if (thrown instanceof InterruptedException) {
            return interrupted();
        }
        return reachable(thrown);
    }

    /** What any failure is that comes after the command was asked to stop: whatever it needs may be closing already. */
    public static Failure interrupted() {
        return new Failure(
                "INTERRUPTED",
                ExitStatus.INTERRUPTED,
                "interrupted, before what was under way had finished",
                "the command",
                "Start it again; --verbose says what was cut off.");
    }

    private static Failure reachable(Throwable thrown) {
        if (thrown instanceof GatewayException e) {
            int exit = e.code().equals("PORT_IN_USE") ? ExitStatus.UNREACHABLE : ExitStatus.USAGE;
            return new Failure(e.code(), exit, message(e), e.where(), e.hint());
        }
        if (thrown instanceof BrokerUnreachable e) {
            return new Failure("BROKER_UNREACHABLE", ExitStatus.UNREACHABLE, message(e), e.bootstrap(), BROKER_HINT);
        }
        if (thrown instanceof TopicAdminException e) {
            String code = e.unreachable() ? "BROKER_UNREACHABLE" : "BROKER_REFUSED";
            return new Failure(code, ExitStatus.UNREACHABLE, message(e), "the broker", BROKER_HINT);
        }
        if (thrown instanceof UncheckedIOException e && e.getCause() instanceof FileSystemException cause) {
            return file(cause);
        }
        if (thrown instanceof FileSystemException e) {
            return file(e);
        }
        return thrown instanceof IOException || thrown instanceof UncheckedIOException
                ? new Failure("IO", ExitStatus.UNREACHABLE, message(thrown), "a file or connection", "See the log.")
                : defect(thrown);
    }

    private static Failure file(FileSystemException e) {
        String where = e.getFile() == null ? "a file" : e.getFile();
        if (e instanceof NoSuchFileException) {
            String what = e.getReason() == null ? "there is no file " + where : e.getReason();
            return new Failure("NO_FILE", ExitStatus.INPUT, what, where, "Correct its path.");
        }
        if (e instanceof AccessDeniedException) {
            return new Failure(
                    "NO_ACCESS", ExitStatus.INPUT, where + " may not be used", where, "See its permissions.");
        }
        String reason = e.getReason() == null ? message(e) : e.getReason();
        return new Failure("IO", ExitStatus.UNREACHABLE, reason, where, "See that the disk has room and is writable.");
    }

    /** What was wrong with the command line. */
    public static Failure usage(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        List<String> near = e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String hint = near.isEmpty() ? "" : "Did you mean " + String.join(" or ", near) + "? ";
        return new Failure("USAGE", ExitStatus.USAGE, wrong(e), command, hint + "See " + command + " --help.");
    }

    private static String wrong(ParameterException e) {
        boolean noCommand = e instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !e.getCommandLine().getSubcommands().isEmpty();
        return noCommand
                ? "there is no command " + String.join(" ", ((UnmatchedArgumentException) e).getUnmatched())
                : message(e);
    }

    private static Failure defect(Throwable thrown) {
        return new Failure(
                "DEFECT",
                ExitStatus.DEFECT,
                "winnow failed: " + message(thrown),
                thrown.getClass().getSimpleName(),
                "This is a defect of Winnow. Run the command again with --verbose, and report what it prints.");
    }

    private static String message(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }
}
