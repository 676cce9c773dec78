package io.winnow.cli.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.KeptTokens;
import io.winnow.archive.Problem;
import io.winnow.archive.Progress;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Table;
import io.winnow.cli.command.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Tells how far an archive is, and what went wrong. */
final class ArchiveReport {
    private static final int LISTED = 20;

    private final Terminal terminal;

    ArchiveReport(Terminal terminal) {
        this.terminal = terminal;
    }

    void progress(Archive archive, Progress progress) {
        progress(archive.place().address(), progress, "items");
    }

    /** Tells how much is kept. */
    void progress(KeptTokens kept) throws IOException {
        progress(kept.address(), kept.progress(), kept.ofStreams() ? "streams" : "items");
    }

    private void progress(String address, Progress progress, String of) {
        terminal.document(progress);
        terminal.print(terminal.bold(address) + terminal.dim("  by " + progress.tokenizer()));
        Table table = Table.of("", of, "originals", "archive");
        table.row(
                "done",
                count(progress.done()),
                progress.bytesIn() == 0 ? "" : bytes(progress.bytesIn()),
                bytes(progress.bytesOut()));
        if (progress.failed() > 0) {
            table.row(terminal.red("failed"), count(progress.failed()));
        }
        if (progress.skipped() > 0) {
            table.row("no media", count(progress.skipped()));
        }
        long left = progress.items() - progress.done() - progress.failed() - progress.skipped();
        if (left > 0) {
            table.row("to do", count(left));
        }
        terminal.print(table);
        terminal.print(count(progress.tokens()) + " tokens" + share(progress) + rate(progress));
    }

    private static String share(Progress progress) {
        return progress.bytesIn() == 0
                ? ""
                : String.format(
                        Locale.ROOT, ", %.2f %% of the originals", 100.0 * progress.bytesOut() / progress.bytesIn());
    }

    private static String rate(Progress progress) {
        return progress.itemsPerSecond() == 0
                ? ""
                : String.format(Locale.ROOT, ", lately %.1f items a second", progress.itemsPerSecond());
    }

    /**
     * Lists what went wrong on standard error: some of it, or all where nothing else does.
     *
     * @param written whether the dead-letter file tells all
     * @return the exit status
     */
    int problems(Archive archive, List<Problem> problems, boolean written) {
        int status = problems(problems, written ? LISTED : Integer.MAX_VALUE);
        if (status != ExitStatus.DONE && written) {
            boolean unwritten =
                    problems.stream().anyMatch(problem -> problem.reason().equals(ArchiveRun.UNWRITTEN));
            terminal.progress("All that failed is in " + archive.deadLetterFile() + "; winnow archive "
                    + (unwritten
                            ? "tokenize makes what could not be written, and retry the rest."
                            : "retry tries it again."));
        }
        return status;
    }

    /** Lists some of what went wrong on standard error; the exit status. */
    int problems(List<Problem> problems) {
        return problems(problems, LISTED);
    }

    private int problems(List<Problem> problems, int most) {
        problems.stream()
                .limit(most)
                .forEach(problem -> terminal.progress(terminal.red("failed: ") + problem.path() + ": " + problem.what()
                        + " [" + problem.reason() + "]"));
        if (problems.size() > most) {
            terminal.progress("... and " + count(problems.size() - most) + " more");
        }
        return problems.isEmpty() ? ExitStatus.DONE : ExitStatus.PARTIAL;
    }

    /** So many of something that is counted. */
    static String items(long number) {
        return number == 1 ? "1 item" : count(number) + " items";
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double number = bytes;
        int unit = -1;
        while (number >= 999.95) {
            number /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %sB", number, "kMGTPE".substring(unit, unit + 1));
    }
}
