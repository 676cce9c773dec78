package io.winnow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.jobs.definition.DefinitionException;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.model.Bundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverTest {
    @TempDir
    Path empty;

    private static PipelineDefinition definition(String... overrides) {
        List<String> settings = new ArrayList<>(List.of("stages=tokenize"));
        settings.addAll(List.of(overrides));
        return PipelineDefinition.forSources("shop", PipelineDefinition.named(List.of("/videos/door.mp4")), settings);
    }

    private static ResolvedPipeline resolve(String... overrides) {
        return new Resolver().resolve(definition(overrides));
    }

    @Test
    void onlyBundlesOfStagesThatThePipelineHasAreOpened() {
        ResolvedPipeline pipeline = resolve();
        assertThat(pipeline.bundles().tokenizer()).isPresent();
        assertThat(pipeline.bundles().reader()).isEmpty();
        assertThat(pipeline.computeDigests()).containsOnlyKeys(Stage.TOKENIZE);
    }

    @Test
    void memoryIsThatOfTheBundlesAndTheDecoders() {
        ResolvedPipeline pipeline = resolve("decode.children=2", "decode.memory=256MiB");
        assertThat(pipeline.memory().overheadBytes()).isEqualTo(512L << 20);
        assertThat(pipeline.memory().taskOffHeapBytes())
                .isEqualTo(
                        pipeline.bundles().tokenizer().orElseThrow().manifest().peakBytes());
    }

    @Test
    void memoryOfABundleIsAlsoThatOfItsEncoder() {
        ResolvedPipeline pipeline = resolve("tokenize.bundle=lavit-cells", "tokenize.system=lavit");
        Bundle tokenizer = pipeline.bundles().tokenizer().orElseThrow();
        assertThat(pipeline.memory().taskOffHeapBytes())
                .isEqualTo(tokenizer.manifest().peakBytes()
                        + tokenizer.encoder().orElseThrow().manifest().peakBytes());
    }

    @Test
    void aSystemThatIsNotTheBundlesIsRefused() {
        DefinitionException refused =
                catchThrowableOfType(DefinitionException.class, () -> resolve("tokenize.bundle=lavit-cells"));
        assertThat(refused.code()).isEqualTo("BAD_SYSTEM");
        assertThat(refused.hint()).contains("tokenize.system: lavit");
        assertThat(catchThrowableOfType(DefinitionException.class, () -> resolve("tokenize.system=lavit"))
                        .what())
                .contains("lite0-cells is of the system cells, not lavit");
    }

    private static DefinitionException refused(String... overrides) {
        return catchThrowableOfType(DefinitionException.class, () -> pieces(overrides));
    }

    private static ResolvedPipeline pieces(String... overrides) {
        List<String> all = new ArrayList<>(
                List.of("tokenize.bundle=one-d-piece-small", "tokenize.system=one-d-piece", "tokenize.size=128"));
        all.addAll(List.of(overrides));
        return resolve(all.toArray(String[]::new));
    }

    @Test
    void aBundleOfOrderedTokensIsAskedForAsManyAsItHas() {
        assertThat(pieces("tokenize.tokens=128").bundles().tokenizer()).isPresent();
        DefinitionException many = refused("tokenize.tokens=129");
        assertThat(many.what()).isEqualTo("the bundle one-d-piece-small makes at most 128 tokens of a frame, not 129");
        assertThat(many.where()).contains("tokenize.tokens");
        assertThat(refused("tokenize.quality=0.05").hint()).contains("Write tokenize.tokens instead");
        assertThat(refused("tokenize.system=cells").code()).isEqualTo("BAD_SYSTEM");
        assertThat(refused("tokenize.system=karl").hint()).contains("tokenize.system: one-d-piece");
        assertThat(catchThrowableOfType(DefinitionException.class, () -> resolve("tokenize.tokens=8"))
                        .what())
                .contains("lite0-cells makes a number of tokens that cannot be chosen");
    }

    @Test
    void orderedTokensAreCutToPrefixesAndNothingElse() {
        String[] both = {"stages=tokenize,prune", "edges.pruned=kafka", "prune.pruner=prefix"};
        ResolvedPipeline pipeline = pieces(both);
        assertThat(pipeline.bundles().reader())
                .as("nobody looks at what they stand for")
                .isEmpty();
        both[2] = "prune.pruner=uniform";
        DefinitionException other = refused(both);
        assertThat(other.code()).isEqualTo("BAD_EDGE");
        assertThat(other.what()).contains("can only be cut to a shorter prefix");
        assertThat(catchThrowableOfType(
                                DefinitionException.class,
                                () -> resolve("stages=tokenize,prune", "edges.pruned=kafka", "prune.pruner=prefix"))
                        .what())
                .contains("the pruner prefix is for tokens that refine one another");
    }

    @Test
    void aReaderThatWasNotTaughtOrderedTokensIsRefused() {
        DefinitionException refused = refused(
                "stages=tokenize,prune,read", "edges.tokens=local", "edges.pruned=local", "prune.pruner=prefix");
        assertThat(refused.code()).isEqualTo("BAD_EDGE");
        assertThat(refused.what()).contains("one-d-piece-small makes ids of pieces-v1");
    }

    @Test
    void aPipelineThatDoesNotFitIsRefused() {
        DefinitionException refused =
                catchThrowableOfType(DefinitionException.class, () -> resolve("flink.memory=512MiB"));
        assertThat(refused.code()).isEqualTo("NO_MEMORY");
    }

    @Test
    void theComputeDigestFollowsContentAlone() {
        String digest = digest();
        assertThat(digest("engine.threads=2", "flink.parallelism=2", "edges.tokens=kafka"))
                .isEqualTo(digest);
        assertThat(digest("decode.policy=every(3)")).isNotEqualTo(digest);
    }

    @Test
    void anEndpointIsPartOfTheAnswersDigestWhereItIsAsked() {
        String small = answers();
        assertThat(answers("read.http.model=see-2", "previews.every=2s")).isEqualTo(small);
        String http = answers("read.reader=http");
        assertThat(http).isNotEqualTo(small);
        assertThat(answers(
                        "read.reader=http", "read.http.price-in=3", "read.http.timeout=1s", "read.http.allow=loopback"))
                .isEqualTo(http);
        assertThat(answers("read.reader=http", "read.http.model=see-2")).isNotEqualTo(http);
        assertThat(answers("read.reader=http", "previews.every=2s")).isNotEqualTo(http);
        assertThat(answers("read.reader=cascade")).isNotEqualTo(http);
    }

    private static String answers(String... overrides) {
        List<String> all = new ArrayList<>(List.of(
                "stages=tokenize,prune,read",
                "edges.tokens=local",
                "edges.pruned=local",
                "read.http.url=https://vision.test/v1",
                "read.http.model=see-1"));
        all.addAll(List.of(overrides));
        return resolve(all.toArray(String[]::new)).context(Stage.READ, "run").computeDigest();
    }

    private static String digest(String... overrides) {
        return resolve(overrides).context(Stage.TOKENIZE, "run").computeDigest();
    }

    @Test
    void theRunsDigestFollowsWhatAResumedRunMustShare() {
        String digest = resolve().digest();
        assertThat(resolve("flink.checkpoint-interval=1s", "kafka.bootstrap=other:9092")
                        .digest())
                .isEqualTo(digest);
        assertThat(resolve("kafka.prefix=other").digest()).isNotEqualTo(digest);
        assertThat(resolve().withBootstrap("other:9092").digest()).isEqualTo(digest);
    }

    @Test
    void aBundleThatIsNotThereIsInputThatCannotBeRead() {
        PipelineFailure failure =
                catchThrowableOfType(PipelineFailure.class, () -> new Resolver(empty).resolve(definition()));
        assertThat(failure.code()).isEqualTo("BAD_BUNDLE");
        assertThat(failure.exit()).isEqualTo(3);
        assertThat(failure.hint()).contains("tokenize.bundle");
    }

    @Test
    void aBundleOfAnotherRoleIsRefused() {
        DefinitionException refused = catchThrowableOfType(
                DefinitionException.class,
                () -> resolve("stages=tokenize,prune", "edges.pruned=kafka", "read.bundle=lite0-cells"));
        assertThat(refused.code()).isEqualTo("BAD_BUNDLE_ROLE");
        assertThat(refused.what()).contains("image-tokenizer").contains("needs reader");
    }
}
