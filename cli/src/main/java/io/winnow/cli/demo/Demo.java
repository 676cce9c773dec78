package io.winnow.cli.demo;

import io.winnow.cli.clip.SceneClip;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Failure;
import io.winnow.cli.command.Terminal;
import io.winnow.cli.embedded.Workplace;
import io.winnow.cli.run.LiveRun;
import io.winnow.cli.run.Outcome;
import io.winnow.cli.run.Verdict;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.run.RunCounts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One demonstration, from nothing to the table. */
final class Demo {
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final DemoSettings settings;
    private final Terminal terminal;
    private final Instant begun = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);

    Demo(DemoSettings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    int run() throws InterruptedException {
        CompletableFuture<DemoQuestions> questions = CompletableFuture.supplyAsync(this::prepare);
        ResolvedPipeline resolved = new Resolver().resolve(settings.definition());
        try (Workplace place = Workplace.open(resolved, settings.folder().resolve("broker"))) {
            return show(place, questions.join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof CommandFailure failure ? failure : e;
        }
    }

    private DemoQuestions prepare() {
        try {
            return settings.seed().isPresent()
                    ? DemoQuestions.of(SceneClip.draw(settings.seed().get(), settings.folder()), settings.questions())
                    : DemoQuestions.of(settings.questions());
        } catch (IOException e) {
            throw new CommandFailure(
                    new Failure(
                            "NO_CLIP",
                            ExitStatus.DEFECT,
                            String.valueOf(e.getMessage()),
                            settings.folder().toString(),
                            "Show a video of your own: winnow demo FILE."),
                    Optional.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private int show(Workplace place, DemoQuestions questions) throws InterruptedException {
        DemoPrinter printer = new DemoPrinter(terminal, questions, begun);
        Outcome outcome = new Outcome(printer::answer);
        StartOptions options = StartOptions.defaults().withCreateTopics(true).withFresh(true);
        RunCounts counts;
        int status = ExitStatus.DONE;
        try (LiveRun run = LiveRun.start(place, options, outcome, settings.port())) {
            run.ask(questions.asked());
            printer.begin(place.pipeline(), run.page());
            try {
                await(run, printer, outcome);
            } catch (InterruptedException e) {
                status = ExitStatus.INTERRUPTED;
                run.endQuestions();
                run.await(LAST_ANSWERS);
            }
            counts = run.counts();
            run.running().cancel();
        }
        printer.end(outcome, counts);
        int verdict =
                new Verdict(terminal).of(outcome, counts, outcome.answers().isEmpty());
        return status == ExitStatus.DONE ? verdict : status;
    }

    /** Until everything is answered. With a page that somebody looks at, further questions are taken until the time is over or the key is pressed that ends the command. */
    private void await(LiveRun run, DemoPrinter printer, Outcome outcome) throws InterruptedException {
        if (settings.port().isPresent()) {
            Optional<Instant> until = settings.seconds().map(Instant.now()::plus);
            if (until.isEmpty() && terminal.interactive()) {
                stay(run, printer, outcome);
            }
            while (until.filter(Instant.now()::isBefore).isPresent()) {
                run.running().await(LOOK);
                run.running().look();
            }
        }
        boolean ended = false;
        while (!ended) {
            ended = run.await(LOOK);
        }
    }

    private void stay(LiveRun run, DemoPrinter printer, Outcome outcome) throws InterruptedException {
        while (!run.running().inputEnded() || !printer.complete(outcome)) {
            run.running().await(LOOK);
            run.running().look();
        }
        printer.end(outcome, run.counts());
        printer.stay();
        while (!run.running().await(LOOK)) {
            run.running().look();
        }
    }
}
