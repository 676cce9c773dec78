package io.winnow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.jobs.definition.DefinitionException;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.keep.KeepTrial;
import io.winnow.jobs.keep.SampledStream;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.jobs.run.StoredRun;
import io.winnow.prune.Keep;
import io.winnow.prune.KeepTrials;
import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.Question;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepChoiceTest {
    private static final KeepTrials TENTH = KeepTrials.of(0.95, 2, 40, Map.of(0.5, 40, 0.25, 40, 0.1, 39, 0.05, 30));

    @TempDir
    Path folder;

    private static KeepTrials never() {
        throw new AssertionError("nothing needed to be tried");
    }

    private static ResolvedPipeline resolve(String... overrides) {
        return resolve(List.of("/videos/door.mp4"), overrides);
    }

    private static ResolvedPipeline resolve(List<String> sources, String... overrides) {
        List<String> settings =
                new ArrayList<>(List.of("edges.questions=given", "edges.answers=collected", "engine.reader=onnx-fp32"));
        settings.addAll(List.of(overrides));
        return new Resolver()
                .resolve(PipelineDefinition.forSources("shop", PipelineDefinition.named(sources), settings));
    }

    private static StoredRun run() {
        return new StoredRun(
                "run-1", "shop", "digest", Map.of(), "onnx-fp32", null, 1, "file:///c", Map.of(), Map.of());
    }

    @Test
    void whatIsFoundIsTakenAndTheRunRecordsIt() throws InterruptedException {
        KeepChoice choice = KeepChoice.decide(resolve("prune.keep=auto"), run(), () -> TENTH);
        assertThat(choice.pipeline().definition().prune().keep()).isEqualTo(new Keep.Found(TENTH));
        assertThat(choice.run().trials()).contains(TENTH);
    }

    @Test
    void aResumedRunKeepsWhatItWas() throws InterruptedException {
        KeepChoice choice =
                KeepChoice.decide(resolve("prune.keep=auto"), run().withTrials(TENTH), KeepChoiceTest::never);
        assertThat(choice.pipeline().definition().prune().keep()).isEqualTo(new Keep.Found(TENTH));
    }

    @Test
    void nothingIsTriedWhereItIsNamedOrAllIsKept() throws InterruptedException {
        for (String[] named :
                List.of(new String[] {"prune.keep=0.1"}, new String[] {"prune.keep=20 tokens"}, new String[] {
                    "prune.keep=auto", "prune.pruner=keep-all"
                })) {
            ResolvedPipeline pipeline = resolve(named);
            KeepChoice choice = KeepChoice.decide(pipeline, run(), KeepChoiceTest::never);
            assertThat(choice.pipeline()).isSameAs(pipeline);
            assertThat(choice.run().trials()).isEmpty();
        }
    }

    @Test
    void whatIsFoundComputesUnderTheDigestOfItsShareAndTheRunIsStillThatOfAuto() throws InterruptedException {
        KeepChoice choice = KeepChoice.decide(resolve("prune.keep=auto"), run(), () -> TENTH);
        ResolvedPipeline named = resolve("prune.keep=0.1");
        assertThat(choice.pipeline().computeDigests()).isEqualTo(named.computeDigests());
        assertThat(choice.pipeline().digest())
                .isEqualTo(resolve("prune.keep=auto", "prune.agree=0.9").digest())
                .isNotEqualTo(named.digest());
        assertThat(resolve("prune.keep=0.25").computeDigests().get(Stage.TOKENIZE))
                .isEqualTo(named.computeDigests().get(Stage.TOKENIZE));
    }

    /** A stream of so many frames of the tokenizer's codes, drawn by chance. */
    private static SampledStream stream(ResolvedPipeline pipeline, String id, int frames) {
        BundleRef tokenizer = pipeline.bundles().tokenizer().orElseThrow().ref();
        String digest = pipeline.context(Stage.TOKENIZE, "run-1").computeDigest();
        Random random = new Random(id.hashCode());
        List<TokenRecord> records = IntStream.range(0, frames)
                .mapToObj(seq -> {
                    Span span = new Span(seq * 500_000L, (seq + 1) * 500_000L, Clock.MEDIA);
                    return new TokenRecord(
                            new Origin("run-1", "tokenize", id, 0, seq + 1),
                            RecordIds.token("run-1", digest, id, 0, seq),
                            digest,
                            tokenizer,
                            span,
                            seq,
                            List.of(span),
                            Axis.SPATIAL,
                            new Grid(1, 7, 7),
                            Tokens.Ids.pack(random.ints(49, 0, 4096).toArray(), 12),
                            Optional.empty(),
                            -1,
                            Optional.empty(),
                            64,
                            Timings.NONE,
                            0);
                })
                .toList();
        return new SampledStream(id, records);
    }

    private static Question question(String text, String stream, long fromMicros) {
        return new Question(
                text, "", text, Optional.of(stream), Optional.of(fromMicros), Optional.empty(), 0, Optional.empty());
    }

    @Test
    void theReadersExamplesAreAskedWhereThereAreNoQuestionsYetTheSameEachTime() throws InterruptedException {
        ResolvedPipeline pipeline = resolve("prune.keep=auto");
        List<SampledStream> streams = List.of(stream(pipeline, "door", 4), stream(pipeline, "till", 20));
        KeepTrials trials = KeepTrial.run(pipeline, "run-1", streams, List.of());
        assertThat(trials.streams()).isEqualTo(2);
        assertThat(trials.answers()).isBetween(100, 128);
        assertThat(trials.agreeing()).containsOnlyKeys(0.05, 0.1, 0.25, 0.5);
        assertThat(KeepTrial.run(pipeline, "run-1", streams, List.of())).isEqualTo(trials);
    }

    @Test
    void aRunsOwnQuestionsAreAskedOfTheStreamsAndTheTimeTheyAreAbout() throws InterruptedException {
        ResolvedPipeline pipeline = resolve("prune.keep=auto");
        List<SampledStream> streams = List.of(stream(pipeline, "door", 4), stream(pipeline, "till", 20));
        KeepTrials trials = KeepTrial.run(
                pipeline,
                "run-1",
                streams,
                List.of(
                        question("is there a dog?", "till", 0),
                        question("is there a cat?", "till", 9_000_000),
                        question("is there a car?", "door", 9_000_000),
                        question("is there a bus?", "yard", 0)));
        assertThat(trials.answers()).isEqualTo(2);
    }

    @Test
    void questionsAboutNothingOfTheSampleAreNoTrial() {
        ResolvedPipeline pipeline = resolve("prune.keep=auto");
        List<SampledStream> streams = List.of(stream(pipeline, "door", 4));
        DefinitionException refused = catchThrowableOfType(
                DefinitionException.class,
                () -> KeepTrial.run(
                        pipeline, "run-1", streams, List.of(question("is there a car?", "door", 9_000_000))));
        assertThat(refused.code()).isEqualTo("NO_SAMPLE");
        assertThat(refused.what()).contains("none of the questions is about the beginnings");
        assertThat(refused.hint()).contains("prune.keep: 0.25");
    }

    @Test
    void sourcesThatAreNoFilesAreNoSample() {
        DefinitionException refused = catchThrowableOfType(
                DefinitionException.class,
                () -> KeepTrial.run(resolve(List.of("-"), "prune.keep=auto"), "run-1", List.of(), List.of()));
        assertThat(refused.code()).isEqualTo("NO_SAMPLE");
        assertThat(refused.what()).contains("none of the pipeline's sources is a file");
    }

    @Test
    void filesThatCannotBeReadAreToldAsTheRunWould() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.mp4"), "no video");
        PipelineFailure refused = catchThrowableOfType(
                PipelineFailure.class,
                () -> KeepTrial.run(
                        resolve(List.of(broken.toString()), "prune.keep=auto"), "run-1", List.of(), List.of()));
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.code()).isEqualTo("NOT_MEDIA");
        assertThat(refused.where()).contains("broken.mp4");
    }
}
