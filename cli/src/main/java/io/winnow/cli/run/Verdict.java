package io.winnow.cli.run;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Failure;
import io.winnow.cli.command.Terminal;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.records.DeadLetter;
import java.util.List;

/** Decides how a command ends whose run could not process everything. */
public final class Verdict {
    private final Terminal terminal;

    public Verdict(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * The exit status. Items that failed are listed on standard error.
     *
     * @throws CommandFailure where the only source, named directly, could not be read at all
     */
    public int of(Outcome outcome, PipelineDefinition definition) {
        List<DeadLetter> letters = outcome.letters();
        if (letters.isEmpty()) {
            return ExitStatus.DONE;
        }
        if (outcome.answers().isEmpty() && definition.sources().size() == 1) {
            DeadLetter first = letters.get(0);
            throw new CommandFailure(
                    new Failure(first.reason(), ExitStatus.INPUT, first.what(), first.where(), first.hint()));
        }
        for (DeadLetter letter : letters) {
            terminal.progress(
                    terminal.red("failed: ") + letter.where() + ": " + letter.what() + " [" + letter.reason() + "]");
        }
        return ExitStatus.PARTIAL;
    }
}
