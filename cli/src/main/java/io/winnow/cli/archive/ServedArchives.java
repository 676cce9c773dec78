package io.winnow.cli.archive;

import io.winnow.archive.ArchiveException;
import io.winnow.archive.KeptTokens;
import io.winnow.archive.Place;
import io.winnow.archive.RunTokens;
import io.winnow.cli.ask.TimeRange;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Failure;
import io.winnow.cli.command.Failures;
import io.winnow.cli.run.Outcome;
import io.winnow.gateway.archives.ArchiveReader;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.records.DeadLetter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Answers a gateway's questions on archives as the command does. */
public final class ServedArchives implements ArchiveReader {
    /** They are held in the gateway's memory, beside what it serves. */
    private static final long MOST_FRAMES = 10_000;

    @Override
    public Told ask(Place archive, Asked asked) throws Unanswered, IOException, InterruptedException {
        try {
            Material material = Material.of(
                    remembered(ArchiveAddress.kept(archive.address()), asked.forgotten()),
                    asked.in(),
                    new TimeRange(asked.from(), asked.to()),
                    new MadeBy(),
                    MOST_FRAMES);
            List<Found> found = new ArrayList<>();
            KeptLine.Ended ended = new KeptLine(List.of())
                    .answer(
                            material,
                            KeptLine.questions(List.of(asked.question())),
                            (answer, items) -> found.add(new Found(answer, items)),
                            trials -> {});
            requireAny(ended.outcome());
            return new Told(found, material.notes());
        } catch (CommandFailure | ArchiveException | PipelineFailure e) {
            Failure failure = Failures.of(e);
            if (failure.exit() == ExitStatus.DEFECT) {
                throw e;
            }
            throw new Unanswered(failure.what(), failure.where(), failure.hint(), e);
        }
    }

    /** What was forgotten is refused at once, also where the archive has not been written without it yet. */
    private static KeptTokens remembered(KeptTokens kept, Forgotten forgotten) {
        if (!(kept instanceof RunTokens run) || !run.note().pipeline().equals(forgotten.pipeline())) {
            return kept;
        }
        return run.refusing(forgotten
                .streams()
                .orElseThrow(() -> CommandFailure.unreachable(
                        "NOT_KNOWN",
                        "which streams of " + forgotten.pipeline() + " were forgotten is not known yet",
                        kept.address(),
                        "Ask again once the gateway follows its topics; /readyz says whether it does.")));
    }

    private static void requireAny(Outcome outcome) {
        if (outcome.answers().isEmpty()) {
            for (DeadLetter letter : outcome.letters()) {
                throw CommandFailure.input(letter.reason(), letter.what(), letter.where(), letter.hint());
            }
        }
    }
}
