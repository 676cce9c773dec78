package io.winnow.cli.replay;

import io.winnow.cli.ask.AskedTime;
import io.winnow.cli.ask.ReadingOptions;
import io.winnow.cli.ask.TimeRange;
import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.records.Clock;
import io.winnow.records.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the part of a pipeline behind its first topic again, over what that topic still holds. */
@Command(
        name = "replay",
        description =
                "Prunes and reads again what the first topic of a pipeline took in from a time on, and puts the questions again that the pipeline was asked since and its standing ones. It only reads: the pipeline, running or not, is not touched.")
public final class ReplayCommand extends CliCommand {
    @Parameters(index = "0", paramLabel = "PIPELINE.yaml", description = "The pipeline's file.")
    private Path file = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "T",
            required = true,
            description =
                    "Records that came in from this time on, such as -10min for ten minutes ago, or 2026-03-01T12:00:00Z.")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "T",
            description = "Only records that came in before this time. Without it, up to what is there now.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--question",
            paramLabel = "TEXT",
            description = "What to ask beside that, of all that is replayed. May be repeated.")
    private List<String> questions = List.of();

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "The stream that --question is about; without it, each.")
    private Optional<String> stream = Optional.empty();

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "Which run's records are replayed, where several wrote some. Without it, the newest.")
    private Optional<String> run = Optional.empty();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        TimeRange range = range(Instant.now());
        GivenQuestions given = GivenQuestions.of(questions, stream);
        PipelineDefinition definition = PipelineDefinition.parse(file, reading.overrides());
        return new PipelineReplay(definition, terminal()).run(range, given, run);
    }

    private TimeRange range(Instant now) {
        TimeRange range =
                new TimeRange(Optional.of(moment("--from", from, now)), to.map(text -> moment("--to", text, now)));
        Moment begin = range.begin().orElseThrow();
        if (begin.micros() > ChronoUnit.MICROS.between(Instant.EPOCH, now)) {
            throw CommandFailure.usage(
                    "BAD_RANGE",
                    "nothing has come in yet from " + begin.words() + " on",
                    "--from",
                    "Give a time that is past.");
        }
        return range;
    }

    private static Moment moment(String option, String text, Instant now) {
        Moment moment = AskedTime.moment(option, text, now);
        if (moment.clock() != Clock.WALL) {
            throw CommandFailure.usage(
                    "NO_TIME",
                    text + " is an offset in a clip, and records are replayed by when they came in",
                    option,
                    "Give a time of the wall, such as -10min or 2026-03-01T12:00:00Z.");
        }
        return moment;
    }
}
