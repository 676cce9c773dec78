package io.winnow.cli.archive;

import io.winnow.cli.ask.Asked;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.embedded.Workplace;
import io.winnow.cli.models.ModelFolders;
import io.winnow.cli.run.Outcome;
import io.winnow.cli.run.TemporaryFolder;
import io.winnow.jobs.GivenStream;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.archive.ResolvedArchive;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.SourceDefinition;
import io.winnow.jobs.run.RunCounts;
import io.winnow.model.Bundles;
import io.winnow.model.Manifest;
import io.winnow.prune.KeepTrials;
import io.winnow.records.Answer;
import io.winnow.records.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A line of this process's own, which answers questions on tokens that are kept somewhere. */
final class KeptLine {
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

    private final List<String> overrides;
    private final PipelineDefinition definition;
    private final String features;

    /** What came of it. */
    record Ended(Outcome outcome, RunCounts counts) {}

    /**
     * A line.
     *
     * @param overrides options of how tokens are pruned and read, each {@code KEY=VALUE}
     * @throws CommandFailure where its reader reads no tokens
     */
    KeptLine(List<String> overrides) {
        this.overrides = List.copyOf(overrides);
        this.definition = PipelineDefinition.forSources("ask", SOURCE, settings());
        this.features = features(definition);
    }

    /** Name of the space of the ids that the reader reads. */
    private static String features(PipelineDefinition line) {
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
        settings.addAll(overrides);
        return settings;
    }

    /** How the broker is reached. */
    KafkaOptions kafka() {
        return definition.kafka();
    }

    /** Whether the reader was taught the tokens themselves; else it is shown pictures made of them. */
    boolean reads(Material material) {
        return TaughtRows.holds(material.made(), features);
    }

    /** Questions about all of what is kept. */
    static List<Question> questions(List<String> texts) {
        // A question without an end would be answered at the first window of a live stream.
        return Asked.of(texts, Optional.empty(), Optional.of(ALL_TIME));
    }

    /**
     * Answers questions.
     *
     * @param heard hears of each answer, with the paths of the items that it rests on
     * @param found hears, before the first answer, what was tried to find how little can be kept
     */
    Ended answer(
            Material material, List<Question> asked, BiConsumer<Answer, List<String>> heard, Consumer<KeepTrials> found)
            throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("winnow-archive")) {
            TaughtRows taught = TaughtRows.of(material.made(), material.rows(), features, overrides, folder.path());
            AskedArchive streams =
                    AskedArchive.of(taught.rows(), taught.tokenizer().bundle().ref(), material.ofStreams());
            Outcome outcome = new Outcome(answer -> heard.accept(answer, streams.paths(answer)), found);
            ResolvedPipeline pipeline = pipeline(taught.tokenizer(), material.ofStreams(), folder.path());
            return new Ended(outcome, run(pipeline, asked, streams.streams(), outcome, folder.path()));
        }
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

    private static RunCounts run(
            ResolvedPipeline pipeline, List<Question> asked, List<GivenStream> streams, Outcome outcome, Path folder)
            throws InterruptedException {
        StartOptions options =
                StartOptions.defaults().withQuestions(asked).withTokens(streams).withListener(outcome);
        try (Workplace place = Workplace.open(pipeline, folder);
                RunningPipeline running = place.runner().start(place.pipeline(), options)) {
            try {
                return running.await();
            } finally {
                running.cancel();
            }
        }
    }
}
