package io.winnow.jobs.keep;

import io.winnow.jobs.Evenly;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.definition.DefinitionException;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.model.Bundle;
import io.winnow.prune.Codebook;
import io.winnow.prune.InstalledTokenizers;
import io.winnow.prune.KeepTrials;
import io.winnow.prune.PruneOptions;
import io.winnow.prune.ReaderCodebook;
import io.winnow.prune.RecordCheck;
import io.winnow.prune.StreamPruner;
import io.winnow.read.ReadContext;
import io.winnow.read.ReadRefused;
import io.winnow.read.ReadRequest;
import io.winnow.read.ReadResult;
import io.winnow.read.Reader;
import io.winnow.read.Stretch;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Answers a sample's questions with all tokens and with fewer and fewer, each time pruned and read as the run will, and counts the answers that stay the same. */
public final class KeepTrial {
    private static final List<Double> SHARES = List.of(0.5, 0.25, 0.1, 0.05);
    private static final int ANSWERS = 128;

    private final PipelineDefinition definition;
    private final String computeDigest;
    private final Bundle bundle;
    private final Codebook codebook;
    private final RecordCheck check;

    private KeepTrial(ResolvedPipeline pipeline, String run) {
        this.definition = pipeline.definition();
        this.computeDigest = pipeline.context(Stage.PRUNE, run).computeDigest();
        this.bundle = pipeline.bundles()
                .reader()
                .orElseThrow(() -> new IllegalStateException("a pipeline without a reader answers nothing"));
        this.codebook = ReaderCodebook.of(bundle.folder(), definition.engine());
        Path models = Optional.ofNullable(bundle.folder().getParent()).orElse(bundle.folder());
        this.check =
                new RecordCheck(definition.prune(), codebook, new InstalledTokenizers(models, codebook.features()));
    }

    /**
     * Tries.
     *
     * @param run whose records a sample's are
     * @param given streams whose tokens are there already; empty where they are made of the pipeline's files
     * @param questions of the run; empty where they are asked later, and the reader's examples stand for them
     * @throws DefinitionException where there is nothing to try on
     * @throws io.winnow.jobs.run.PipelineFailure where the files cannot be read
     * @throws io.winnow.model.ModelException where the reader cannot be computed here
     */
    public static KeepTrials run(
            ResolvedPipeline pipeline, String run, List<SampledStream> given, List<Question> questions)
            throws InterruptedException {
        List<SampledStream> streams = given.isEmpty() ? FileSample.of(pipeline, run) : given;
        String where = pipeline.definition().where("prune.keep");
        if (streams.isEmpty()) {
            throw nothing(
                    "none of the pipeline's sources is a file, and what is not cannot be read before the run", where);
        }
        KeepTrial trial = new KeepTrial(pipeline, run);
        List<Asked> asked =
                questions.isEmpty() ? trial.examples(streams) : Evenly.some(own(streams, questions), ANSWERS);
        try (Reader reader = Reader.open(
                trial.bundle,
                pipeline.definition().engine(),
                pipeline.definition().read())) {
            return trial.run(reader, streams, asked)
                    .orElseThrow(() -> nothing(
                            "none of the questions is about the beginnings of the streams, which are the sample",
                            where));
        }
    }

    private static DefinitionException nothing(String why, String where) {
        return new DefinitionException(
                "NO_SAMPLE",
                "there is nothing to try how little can be kept on: " + why,
                where,
                "Name what is kept, such as prune.keep: 0.25.");
    }

    /** A question on a stream of the sample. */
    private record Asked(SampledStream of, String text, Stretch stretch) {}

    private static List<Asked> own(List<SampledStream> streams, List<Question> questions) {
        List<Asked> asked = new ArrayList<>();
        for (Question question : questions) {
            Stretch stretch = Stretch.of(question.fromMicros(), question.toMicros());
            streams.stream()
                    .filter(stream ->
                            question.stream().map(stream.stream()::equals).orElse(true))
                    .forEach(stream -> asked.add(new Asked(stream, question.text(), stretch)));
        }
        return asked;
    }

    /** Other questions on each stream, as many of them as there are. */
    private List<Asked> examples(List<SampledStream> streams) {
        List<String> texts = ExampleQuestions.of(bundle);
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < ANSWERS; i++) {
            SampledStream stream = streams.get(i % streams.size());
            int text = (int) ((long) i * texts.size() / ANSWERS);
            asked.add(new Asked(stream, texts.get(text), Stretch.ALL));
        }
        return asked.stream().distinct().toList();
    }

    /** Empty where no question could be asked. */
    private Optional<KeepTrials> run(Reader reader, List<SampledStream> streams, List<Asked> asked) {
        List<Optional<String>> full = answers(reader, 1, asked);
        int answers = (int) full.stream().filter(Optional::isPresent).count();
        if (answers == 0) {
            return Optional.empty();
        }
        Map<Double, Integer> agreeing = new TreeMap<>();
        for (double share : SHARES) {
            agreeing.put(share, same(full, answers(reader, share, asked)));
        }
        return Optional.of(KeepTrials.of(definition.prune().agree(), streams.size(), answers, agreeing));
    }

    private static int same(List<Optional<String>> full, List<Optional<String>> fewer) {
        return (int) IntStream.range(0, full.size())
                .filter(i -> full.get(i).isPresent() && full.get(i).equals(fewer.get(i)))
                .count();
    }

    /** In the order of the questions; empty for those that cannot be asked, or are about no frame of the sample. */
    private List<Optional<String>> answers(Reader reader, double share, List<Asked> asked) {
        PruneOptions options = definition.prune().withKeep(share);
        StreamPruner pruner = new StreamPruner(options, codebook, check, computeDigest);
        Map<SampledStream, List<PrunedWindow>> windows = new LinkedHashMap<>();
        List<Optional<CompletableFuture<ReadResult>>> results = new ArrayList<>();
        for (Asked question : asked) {
            ReadContext context = reader.context(
                    windows.computeIfAbsent(question.of(), stream -> pruner.prune(stream.records())),
                    question.stretch());
            results.add(context.tokens() == 0 ? Optional.empty() : submitted(reader, question, context));
        }
        return results.stream()
                .map(result -> result.map(CompletableFuture::join).map(ReadResult::answer))
                .toList();
    }

    /** A question that is refused is a dead letter of the run. */
    private static Optional<CompletableFuture<ReadResult>> submitted(
            Reader reader, Asked question, ReadContext context) {
        try {
            return Optional.of(reader.submit(question.of().stream(), new ReadRequest(context, question.text())));
        } catch (ReadRefused e) {
            return Optional.empty();
        }
    }
}
