package io.winnow.cli.ask;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.embedded.Workplace;
import io.winnow.cli.run.Addresses;
import io.winnow.cli.run.Outcome;
import io.winnow.cli.run.TemporaryFolder;
import io.winnow.cli.run.Verdict;
import io.winnow.decode.sources.Sources;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.SourceDefinition;
import io.winnow.jobs.run.RunCounts;
import io.winnow.prune.KeepTrials;
import io.winnow.records.Answer;
import io.winnow.records.Question;
import io.winnow.records.Units;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers questions on one source, through the same operators as any pipeline, joined in memory. */
@Command(name = "ask", description = "Answers questions on one file, folder or URL.")
public final class AskCommand extends CliCommand {
    private static final int LIVE_SECONDS = 10;

    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description =
                    "A path, a folder, grow: and the path of a file that is still written, - for standard input, a URL, or kafka:TOPIC/KEY.")
    private String source = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "QUESTION", description = "What to ask.")
    private List<String> questions = List.of();

    @Option(names = "--from", paramLabel = "T", description = "Start of the time asked about, such as 10s or 2min.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "T", description = "End of the time asked about.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "End the source after so many seconds. Where nothing is said, a live one ends after ten, and a file that grows when nothing more is added to it.")
    private Optional<Integer> seconds = Optional.empty();

    @Mixin
    private LineOptions line = new LineOptions();

    private Optional<KeepTrials> trials = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Question> asked = Asked.of(questions, time("--from", from), time("--to", to));
        try (TemporaryFolder folder = TemporaryFolder.create("winnow-ask")) {
            PipelineDefinition definition = definition(folder.path());
            Addresses.check(definition);
            return answer(definition, asked, folder.path());
        }
    }

    private PipelineDefinition definition(Path folder) {
        List<String> settings = new ArrayList<>(List.of(
                "edges.tokens=local",
                "edges.pruned=local",
                "edges.questions=given",
                "edges.answers=collected",
                "flink.checkpoint-interval=0s",
                "flink.restart-attempts=0",
                "flink.state-folder=" + folder));
        settings.addAll(line.overrides());
        List<SourceDefinition> sources = Addresses.source(source);
        seconds.or(() -> live(sources) ? Optional.of(LIVE_SECONDS) : Optional.empty())
                .ifPresent(value -> settings.add("decode.stop-after=" + value + "s"));
        return PipelineDefinition.forSources("ask", sources, settings);
    }

    private static boolean live(List<SourceDefinition> sources) {
        return sources.stream().map(SourceDefinition::address).anyMatch(Sources::isLive);
    }

    private int answer(PipelineDefinition definition, List<Question> asked, Path folder) throws InterruptedException {
        Outcome outcome = new Outcome(this::print, this::found);
        StartOptions options = StartOptions.defaults().withQuestions(asked).withListener(outcome);
        RunCounts counts;
        try (Workplace place = Workplace.open(new Resolver().resolve(definition), folder);
                RunningPipeline running = place.runner().start(place.pipeline(), options)) {
            try {
                counts = running.await();
            } finally {
                running.cancel();
            }
        }
        return new Verdict(terminal()).of(outcome, counts, outcome.answers().isEmpty());
    }

    private void found(KeepTrials tried) {
        trials = Optional.of(tried);
        terminal().progress("auto keeps " + tried + ".");
    }

    private void print(Answer answer) {
        terminal().document(AnswerLine.of(answer, trials));
        AnswerText.of(answer, terminal()).forEach(terminal()::print);
    }

    private static Optional<Duration> time(String option, Optional<String> text) {
        try {
            return text.map(Units::duration);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "BAD_TIME",
                    String.valueOf(e.getMessage()),
                    option,
                    "Write a time with its unit, such as 10s or 2min.");
        }
    }
}
