package io.winnow.cli.replay;

import io.winnow.cli.ask.AnswerText;
import io.winnow.cli.command.Terminal;
import io.winnow.cli.embedded.Workplace;
import io.winnow.cli.run.LineTable;
import io.winnow.cli.run.Outcome;
import io.winnow.cli.run.Verdict;
import io.winnow.jobs.Replay;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.run.RunCounts;
import io.winnow.records.Answer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads again, and prints each answer as it comes, beside the one that was given then. */
final class ReplayRun {
    private final Terminal terminal;
    private final Map<AskedThen.Place, Answer> originals;
    private final AtomicInteger same = new AtomicInteger();
    private final AtomicInteger other = new AtomicInteger();

    ReplayRun(Terminal terminal, Map<AskedThen.Place, Answer> originals) {
        this.terminal = terminal;
        this.originals = originals;
    }

    /** @return the exit status */
    int run(ResolvedPipeline pipeline, Replay replay, Path folder) throws InterruptedException {
        Outcome outcome = new Outcome(this::print);
        FewLetters heard = new FewLetters(outcome);
        StartOptions options = StartOptions.defaults().withReplay(replay).withListener(heard);
        RunCounts counts;
        try (Workplace place = Workplace.open(pipeline, folder);
                RunningPipeline running = place.runner().start(place.pipeline(), options)) {
            try {
                counts = running.await();
            } finally {
                running.cancel();
            }
        }
        terminal.document(counts);
        terminal.print(new LineTable(outcome, counts).table());
        if (!originals.isEmpty()) {
            terminal.print("As they were then: " + same + " answers; other words: " + other + ".");
        }
        heard.more().forEach(terminal::progress);
        return new Verdict(terminal).of(outcome, counts, outcome.answers().isEmpty());
    }

    private void print(Answer answer) {
        Optional<Answer> original = Optional.ofNullable(originals.get(AskedThen.Place.of(answer)));
        terminal.document(ReplayedAnswer.of(answer, original));
        AnswerText.of(answer, terminal).forEach(terminal::print);
        original.ifPresent(then -> {
            boolean equal = then.answer().equals(answer.answer());
            (equal ? same : other).incrementAndGet();
            terminal.print("  "
                    + terminal.dim(
                            equal
                                    ? "as it was answered then"
                                    : String.format(
                                            Locale.ROOT,
                                            "then %s: %s, %.0f %% sure",
                                            then.reader().name(),
                                            then.answer(),
                                            100 * then.confidence())));
        });
    }
}
