package io.winnow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.run.MemoryPlan;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.jobs.run.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunChangeTest {
    private static final Map<String, String> BEFORE = Map.of(
            "tokenize.bundle", "t1", "read.bundle", "r1", "read.bundle.embed", "ONNX/int8", "prune.keep", "0.25");

    private static ResolvedPipeline pipeline(Map<String, String> changed, String... settings) {
        List<String> all = new ArrayList<>(List.of("edges.questions=given", "edges.answers=collected"));
        all.addAll(List.of(settings));
        PipelineDefinition definition =
                PipelineDefinition.forSources("shop", PipelineDefinition.named(List.of("door.mp4")), all);
        TreeMap<String, String> canonical = new TreeMap<>(BEFORE);
        canonical.putAll(changed);
        return new ResolvedPipeline(definition, UsedBundles.none(), Map.of(), MemoryPlan.NONE, canonical);
    }

    private static StoredRun run(Map<String, String> parts) {
        return new StoredRun(
                "run-1",
                "shop",
                pipeline(Map.of(), "edges.tokens=local").digest(),
                parts,
                "onnx-int8",
                null,
                1,
                "file:///c",
                Map.of(),
                Map.of());
    }

    private static StoredRun run() {
        return run(pipeline(Map.of(), "edges.tokens=local").parts());
    }

    private static StoredRun apply(StoredRun run, ResolvedPipeline pipeline, boolean upgrade) {
        return RunChange.between(run, pipeline).apply(run, pipeline, upgrade);
    }

    private static PipelineFailure refused(StoredRun run, ResolvedPipeline pipeline, boolean upgrade) {
        return catchThrowableOfType(PipelineFailure.class, () -> apply(run, pipeline, upgrade));
    }

    @Test
    void aRunGoesOnAsItIsWhereNothingChanged() {
        assertThat(apply(run(), pipeline(Map.of(), "edges.tokens=local"), false))
                .isEqualTo(run());
    }

    @Test
    void aRunOfAVersionThatDidNotStoreItsPartsHasThemFromThenOn() {
        assertThat(apply(run(Map.of()), pipeline(Map.of(), "edges.tokens=local"), false))
                .isEqualTo(run());
    }

    @Test
    void otherBundlesAreNamedAndTakenWhereTheyAreWanted() {
        ResolvedPipeline other =
                pipeline(Map.of("read.bundle", "r2", "read.bundle.embed", "ONNX/fp32"), "edges.tokens=local");
        PipelineFailure refused = refused(run(), other, false);
        assertThat(refused.code()).isEqualTo("RUN_CHANGED");
        assertThat(refused.what()).endsWith("changed since it began: read.bundle, read.bundle.embed");
        assertThat(refused.hint()).contains("--upgrade");
        StoredRun upgraded = apply(run(), other, true);
        assertThat(upgraded.id()).isEqualTo("run-1");
        assertThat(upgraded.digest()).isEqualTo(other.digest());
        assertThat(upgraded.engine()).as("chosen for the reader before").isEmpty();
        assertThat(apply(upgraded, other, false)).isEqualTo(upgraded);
    }

    @Test
    void nothingButBundlesCanBeOther() {
        ResolvedPipeline other = pipeline(Map.of("read.bundle", "r2", "prune.keep", "0.5"), "edges.tokens=local");
        assertThat(refused(run(), other, true).what()).contains("prune.keep, read.bundle");
        assertThat(refused(run(), other, true).code()).isEqualTo("RUN_CHANGED");
    }

    @Test
    void whatARunOfAVersionThatDidNotStoreItsPartsBeganWithIsNotKnown() {
        assertThat(refused(run(Map.of()), pipeline(Map.of("read.bundle", "r2"), "edges.tokens=local"), true)
                        .what())
                .contains("sources, edges, bundles or options");
    }

    @Test
    void anotherTokenizerIsRefusedWhereMoreThanTokensIsHeldOfTheOneBefore() {
        Map<String, String> tokenizer = Map.of("tokenize.bundle", "t2");
        assertThat(apply(run(), pipeline(tokenizer, "edges.tokens=local"), true).id())
                .isEqualTo("run-1");
        assertThat(refused(run(), pipeline(tokenizer, "edges.tokens=local", "tokenize.system=vqtoken"), true)
                        .what())
                .contains("clips");
        assertThat(refused(run(), pipeline(tokenizer, "edges.tokens=kafka", "archive=/kept"), true)
                        .code())
                .isEqualTo("NO_UPGRADE");
    }
}
