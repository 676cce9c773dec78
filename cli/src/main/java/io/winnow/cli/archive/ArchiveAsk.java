package io.winnow.cli.archive;

import io.winnow.cli.ask.AnswerLine;
import io.winnow.cli.ask.AnswerText;
import io.winnow.cli.ask.Asked;
import io.winnow.cli.ask.AskedTime;
import io.winnow.cli.ask.ReadingOptions;
import io.winnow.cli.ask.TimeRange;
import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.embedded.Workplace;
import io.winnow.cli.models.ModelFolders;
import io.winnow.cli.run.Outcome;
import io.winnow.cli.run.TemporaryFolder;
import io.winnow.cli.run.Verdict;
import io.winnow.jobs.GivenStream;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.archive.ResolvedArchive;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.SourceDefinition;
import io.winnow.jobs.run.RunCounts;
import io.winnow.model.Bundle;
import io.winnow.model.Bundles;
import io.winnow.model.Manifest;
import io.winnow.records.Answer;
import io.winnow.records.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers questions on an archive, whether or not its originals are still there. */
@Command(
        name = "ask",
        description =
                "Answers questions on an archive by its tokens, which takes no originals: by the tokens themselves where the reader was taught them, else by the pictures that they are tokens of.")
public final class ArchiveAsk extends CliCommand {
    private static final int LISTED = 5;
    private static final Duration ALL_TIME = Duration.ofNanos(Long.MAX_VALUE);

    private static final List<String> LINE = List.of(
            "edges.tokens=local",
            "edges.pruned=local",
            "edges.questions=given",
            "edges.answers=collected",
            "flink.checkpoint-interval=0s",
            "flink.restart-attempts=0");

    /** Of a live stream the oldest tokens would go, which are asked about as well; those of files are halved. */
    private static final String ALL_TOKENS = "read.kept-tokens=2000000000";

    /** The line has a source by name alone, since its tokens are given. */
    private static final List<SourceDefinition> SOURCE = PipelineDefinition.named(List.of(AskedArchive.PICTURES));

    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description =
                    "The archive: a folder, or s3://BUCKET/FOLDER; or kafka:PIPELINE for what the topic of a pipeline's tokens still holds.")
    private String address = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "QUESTION", description = "What to ask.")
    private List<String> questions = List.of();

    @Option(
            names = "--in",
            paramLabel = "ID",
            description =
                    "Only of items with this path, or in this folder of the archive; of a pipeline's archive, of this stream. May be repeated.")
    private List<String> ids = List.of();

    @Mixin
    private AskedTime time = new AskedTime();

    @Mixin
    private MadeBy by = new MadeBy();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        // A question without an end would be answered at the first window of a live stream.
        List<Question> asked = Asked.of(questions, Optional.empty(), Optional.of(ALL_TIME));
        String features = features();
        Material material = material(time.range(Instant.now()));
        material.notes().forEach(terminal()::progress);
        ResolvedArchive made = material.made();
        try (TemporaryFolder folder = TemporaryFolder.create("winnow-archive")) {
            if (!TaughtRows.holds(made, features)) {
                terminal()
                        .progress("The reader was not taught the tokens of "
                                + made.bundle().manifest().name() + ": it is shown pictures made of them, "
                                + ArchiveReport.count(material.rows().size()) + " in all.");
            }
            TaughtRows taught = TaughtRows.of(made, material.rows(), features, reading.overrides(), folder.path());
            Bundle tokenizer = taught.tokenizer().bundle();
            AskedArchive streams = AskedArchive.of(taught.rows(), tokenizer.ref(), material.ofStreams());
            String by = made.bundle().ref().toString();
            return answer(
                    pipeline(taught.tokenizer(), material.ofStreams(), folder.path()),
                    asked,
                    streams.streams(),
                    answer -> print(answer, by, streams.paths(answer)),
                    folder.path());
        }
    }

    private Material material(TimeRange range) throws IOException, InterruptedException {
        return TokenTopic.isMeant(address)
                ? Material.ofTopic(
                        address,
                        PipelineDefinition.forSources("ask", SOURCE, settings()).kafka(),
                        ids,
                        range,
                        by)
                : Material.ofArchive(address, ids, range, by);
    }

    /** Name of the space of the ids that the reader reads. */
    private String features() {
        PipelineDefinition line = PipelineDefinition.forSources("ask", SOURCE, settings());
        if (line.vision().reader().looks()) {
            throw CommandFailure.usage(
                    "BAD_READER",
                    "an endpoint looks at the originals' frames, which an archive does not hold",
                    line.where("read.reader"),
                    "Leave the reader out, or give a bundle. To show an endpoint what the tokens hold, ask on the folder that winnow archive reconstruct makes.");
        }
        return Bundles.manifest(ModelFolders.find(line.read().bundle()))
                .reader()
                .map(Manifest.Reader::features)
                .orElseThrow(() -> CommandFailure.usage(
                        "BAD_BUNDLE_ROLE",
                        "the bundle " + line.read().bundle() + " is no reader",
                        line.where("read.bundle"),
                        "winnow models list shows bundles with their roles."));
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>(LINE);
        settings.addAll(reading.overrides());
        return settings;
    }

    private ResolvedPipeline pipeline(ResolvedArchive tokenizer, boolean ofStreams, Path folder) {
        List<String> settings = new ArrayList<>();
        if (ofStreams) {
            settings.add(ALL_TOKENS);
        }
        settings.addAll(settings());
        settings.add("flink.state-folder=" + folder);
        settings.add("tokenize.bundle=" + tokenizer.bundle().folder());
        settings.add(
                "tokenize.system=" + tokenizer.definition().tokenize().system().word());
        settings.add("tokenize.size=" + tokenizer.definition().tokenize().size());
        return new Resolver().resolve(PipelineDefinition.forSources("ask", SOURCE, settings));
    }

    private int answer(
            ResolvedPipeline pipeline,
            List<Question> asked,
            List<GivenStream> streams,
            Consumer<Answer> print,
            Path folder)
            throws InterruptedException {
        Outcome outcome = new Outcome(print, trials -> terminal().progress("auto keeps " + trials + "."));
        StartOptions options =
                StartOptions.defaults().withQuestions(asked).withTokens(streams).withListener(outcome);
        RunCounts counts;
        try (Workplace place = Workplace.open(pipeline, folder);
                RunningPipeline running = place.runner().start(place.pipeline(), options)) {
            try {
                counts = running.await();
            } finally {
                running.cancel();
            }
        }
        return new Verdict(terminal()).of(outcome, counts, outcome.answers().isEmpty());
    }

    private void print(Answer answer, String by, List<String> items) {
        terminal().document(new ArchiveAnswer(AnswerLine.of(answer), by, items));
        AnswerText.of(answer, terminal()).forEach(terminal()::print);
        String more = items.size() > LISTED ? ", ..." : "";
        if (answer.stream().equals(AskedArchive.PICTURES) && !items.isEmpty()) {
            terminal()
                    .print("  "
                            + terminal()
                                    .dim("by " + items.stream().limit(LISTED).collect(Collectors.joining(", "))
                                            + more));
        }
    }
}
