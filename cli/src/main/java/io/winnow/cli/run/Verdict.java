package io.winnow.cli.run;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Failure;
import io.winnow.cli.command.Terminal;
import io.winnow.jobs.run.RunCounts;
import io.winnow.records.DeadLetter;
import java.util.Comparator;
import java.util.List;

/** Decides how a command ends whose run could not process everything. */
public final class Verdict {
    private static final String ENDPOINT = "ENDPOINT_";
    private static final String NOT_MEDIA = "NOT_MEDIA";

    private final Terminal terminal;

    public Verdict(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * The exit status. Items that failed are listed on standard error.
     *
     * @param outcome what came of the run
     * @param counts of the run
     * @param nothing whether nothing that was wanted came of it
     * @throws CommandFailure where items failed and nothing came of the rest, or where there was no rest
     */
    public int of(Outcome outcome, RunCounts counts, boolean nothing) {
        // What became of a source explains what became of questions about it.
        List<DeadLetter> letters = outcome.letters().stream()
                .sorted(Comparator.comparing(letter -> !letter.topic().isEmpty()))
                .toList();
        if (letters.isEmpty()) {
            return withoutLetters(counts);
        }
        if (letters.size() > 1 || !nothing) {
            letters.forEach(this::list);
        }
        if (nothing) {
            DeadLetter first = letters.get(0);
            throw new CommandFailure(
                    new Failure(first.reason(), status(first), sentence(first), first.where(), first.hint()));
        }
        return ExitStatus.PARTIAL;
    }

    private void list(DeadLetter letter) {
        terminal.progress(terminal.red("failed: ") + sentence(letter) + " [" + letter.reason() + "]");
    }

    /** A reader that is an endpoint is something that must be reachable; all else that ends as a dead letter is input. */
    private static int status(DeadLetter letter) {
        return letter.reason().startsWith(ENDPOINT) ? ExitStatus.UNREACHABLE : ExitStatus.INPUT;
    }

    private static String sentence(DeadLetter letter) {
        return letter.where() + ": " + letter.what();
    }

    /** Files of a folder that are no media are skipped, but a run of nothing else has read nothing. */
    private static int withoutLetters(RunCounts counts) {
        long skipped = counts.dropped().getOrDefault(NOT_MEDIA, 0L);
        if (counts.frames() == skipped && skipped > 0) {
            throw CommandFailure.input(
                    "NO_MEDIA",
                    "none of the " + skipped + " files is a picture or a video",
                    "the sources",
                    "Name other files or folders.");
        }
        return ExitStatus.DONE;
    }
}
