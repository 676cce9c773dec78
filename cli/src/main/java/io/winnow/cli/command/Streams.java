package io.winnow.cli.command;

import java.io.PrintStream;
import java.util.Optional;

/**
 * Where a command may write.
 *
 * @param out answers and documents
 * @param err progress, warnings, errors
 * @param colour whether human output may be coloured
 * @param interactive whether somebody watches {@code err}, so that a bar makes sense
 */
public record Streams(PrintStream out, PrintStream err, boolean colour, boolean interactive) {

    /** Those of the process. The launcher says which are terminals, since Java can only tell for both at once. */
    public static Streams ofProcess() {
        Optional<PrintStream> err = ErrorStream.named(System.getProperty("winnow.stderr", ""));
        err.ifPresent(System::setErr);
        String terminals = System.getProperty("winnow.terminals", "");
        boolean plain = System.getenv("NO_COLOR") != null
                && !String.valueOf(System.getenv("NO_COLOR")).isEmpty();
        return new Streams(System.out, System.err, !plain && terminals.contains("1"), terminals.contains("2"));
    }

    /** Plain text for whoever calls the command from Java. */
    public static Streams plain(PrintStream out, PrintStream err) {
        return new Streams(out, err, false, false);
    }
}
