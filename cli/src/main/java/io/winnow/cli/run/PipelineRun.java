package io.winnow.cli.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.winnow.cli.ask.AnswerLine;
import io.winnow.cli.ask.AnswerText;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Refused;
import io.winnow.cli.command.Terminal;
import io.winnow.cli.embedded.Workplace;
import io.winnow.cli.live.StopNote;
import io.winnow.jobs.Preflight;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.run.RunCounts;
import io.winnow.jobs.run.RunStore;
import io.winnow.prune.KeepTrials;
import io.winnow.records.Answer;
import io.winnow.topics.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pipeline's run as the command sees it: to its end, until it is stopped, or only until it is submitted. */
final class PipelineRun {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final PipelineDefinition definition;
    private final ResolvedPipeline resolved;
    private final Terminal terminal;

    private PipelineRun(ResolvedPipeline resolved, Terminal terminal) {
        this.definition = resolved.definition();
        this.resolved = resolved;
        this.terminal = terminal;
    }

    /**
     * Looks at all that can be known before anything is started.
     *
     * @throws RuntimeException that says what is wrong
     */
    static PipelineRun ready(PipelineDefinition definition, Terminal terminal) throws InterruptedException {
        Refused.ifAny(Preflight.questions(definition));
        Refused.ifAny(Preflight.name(definition));
        Refused.ifAny(Preflight.archive(definition));
        PipelineRun run = new PipelineRun(new Resolver().resolve(definition), terminal);
        run.reach();
        return run;
    }

    int run(StartOptions options, boolean detached) throws InterruptedException {
        Path folder = RunStore.of(definition.flink())
                .folder()
                .resolve(definition.name())
                .resolve("broker");
        try (Workplace place = Workplace.open(resolved, folder)) {
            StartOptions here = options.withCreateTopics(place.ownBroker());
            return detached ? submit(place, here) : follow(place, here);
        }
    }

    /** Within seconds, where Flink's and Kafka's own clients would try for a minute. */
    private void reach() throws InterruptedException {
        Refused.ifAny(Preflight.flink(definition.flink().addresses()));
        if (definition.needsKafka() && !definition.kafka().bootstrap().isEmpty()) {
            Refused.ifAny(Preflight.kafka(definition).stream().findFirst());
        }
    }

    private int submit(Workplace place, StartOptions options) throws InterruptedException {
        Outcome outcome = outcome();
        try (RunningPipeline running = place.runner().start(place.pipeline(), options.withListener(outcome))) {
            terminal.document(new Submitted(
                    definition.name(), running.run(), outcome.trials().orElse(null)));
            terminal.print("Run " + running.run() + " of " + definition.name() + " goes on at "
                    + place.flink().rest() + ".");
        }
        return ExitStatus.DONE;
    }

    private Outcome outcome() {
        return new Outcome(this::print, trials -> terminal.progress("auto keeps " + trials + "."));
    }

    /** What is said of a run that goes on by itself; how little can be kept only where that was tried. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Submitted(
            String pipeline, String run, @Nullable KeepTrials keep) {}

    private int follow(Workplace place, StartOptions options) throws InterruptedException {
        Outcome outcome = outcome();
        RunCounts counts;
        boolean stopped = false;
        try (LiveRun run = LiveRun.start(place, options, outcome, Optional.empty())) {
            begun(place, run);
            try {
                boolean ended = false;
                while (!ended) {
                    ended = run.await(LOOK);
                }
            } catch (InterruptedException e) {
                stopped = true;
                terminal.progress("Stopping with a savepoint; the same command goes on from it.");
            }
            counts = run.counts();
            run.running().stop();
            if (stopped) {
                note(place.pipeline().definition(), run.running().run());
            }
        }
        terminal.document(counts);
        terminal.print(new LineTable(outcome, counts).table());
        boolean nothing = definition.has(Stage.TOKENIZE)
                && counts.tokenized() == 0
                && !definition.decode().stay();
        return new Verdict(terminal).of(outcome, counts, nothing);
    }

    /** Has gateways know that the run was stopped, and has not died. */
    private void note(PipelineDefinition running, String run) throws InterruptedException {
        if (running.needsKafka()) {
            TopicNames names = new TopicNames(running.kafka().prefix(), running.name());
            new StopNote(running.kafka(), names, run)
                    .write()
                    .ifPresent(why -> terminal.progress(
                            "Gateways will say that it is silent, since its topics could not be told that it was stopped: "
                                    + why + "."));
        }
    }

    private void begun(Workplace place, LiveRun run) {
        terminal.progress("Run " + run.running().run() + " of " + definition.name() + " has begun.");
        if (place.ownBroker()) {
            terminal.progress(
                    "Its broker is at " + place.pipeline().definition().kafka().bootstrap() + ".");
        }
        definition
                .metrics()
                .address()
                .ifPresent(address -> terminal.progress("Prometheus finds its metrics at http://"
                        + address.getHostString() + ":" + address.getPort() + "/metrics."));
    }

    private void print(Answer answer) {
        terminal.document(AnswerLine.of(answer));
        AnswerText.of(answer, terminal).forEach(terminal::print);
    }
}
