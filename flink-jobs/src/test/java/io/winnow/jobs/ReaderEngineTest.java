package io.winnow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.jobs.definition.DefinitionException;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.jobs.run.StoredRun;
import io.winnow.model.Bundle;
import io.winnow.model.EngineKind;
import io.winnow.model.EngineTrials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ReaderEngineTest {
    private static EngineTrials never(Bundle bundle, PipelineDefinition definition) {
        throw new AssertionError("nothing needed to be tried");
    }

    private static ResolvedPipeline resolve(String... overrides) {
        List<String> settings = new ArrayList<>(List.of("edges.questions=given", "edges.answers=collected"));
        settings.addAll(List.of(overrides));
        return new Resolver()
                .resolve(PipelineDefinition.forSources(
                        "shop", PipelineDefinition.named(List.of("/videos/door.mp4")), settings));
    }

    private static StoredRun run(String engine) {
        return new StoredRun("run-1", "shop", "digest", Map.of(), engine, null, 1, "file:///c", Map.of(), Map.of());
    }

    private static BiFunction<Bundle, PipelineDefinition, EngineTrials> found(double fp32, double int8) {
        return (bundle, definition) -> new EngineTrials(
                new TreeMap<>(Map.of(EngineKind.ONNX_FP32, fp32, EngineKind.ONNX_INT8, int8)), new TreeMap<>());
    }

    @Test
    void autoTakesTheFastestAndTheRunRecordsIt() {
        ReaderEngine decided = ReaderEngine.decide(resolve(), run(""), found(50, 30));

        assertThat(decided.pipeline().definition().engine().reader()).isEqualTo(EngineKind.ONNX_INT8);
        assertThat(decided.run().engine()).isEqualTo("onnx-int8");
    }

    @Test
    void aResumedRunKeepsItsEngine() {
        ReaderEngine decided = ReaderEngine.decide(resolve(), run("onnx-int8"), ReaderEngineTest::never);

        assertThat(decided.pipeline().definition().engine().reader()).isEqualTo(EngineKind.ONNX_INT8);
    }

    @Test
    void aNamedEngineIsTaken() {
        ReaderEngine decided =
                ReaderEngine.decide(resolve("engine.reader=onnx-fp32"), run(""), ReaderEngineTest::never);

        assertThat(decided.pipeline().definition().engine().reader()).isEqualTo(EngineKind.ONNX_FP32);
        assertThat(decided.run().engine()).isEqualTo("onnx-fp32");
    }

    @Test
    void aPipelineThatReadsNothingTriesNothing() {
        ReaderEngine decided = ReaderEngine.decide(
                resolve("stages=tokenize,prune", "edges.pruned=kafka"), run(""), ReaderEngineTest::never);

        assertThat(decided.pipeline().definition().engine().reader()).isEqualTo(EngineKind.ONNX_FP32);
        assertThat(decided.run().engine()).isEmpty();
    }

    @Test
    void answersHaveAnotherDigestInAnotherEngineAndTokensHaveNot() {
        ResolvedPipeline fp32 = resolve("engine.reader=onnx-fp32");
        ResolvedPipeline int8 = resolve("engine.reader=onnx-int8");

        assertThat(int8.computeDigests().get(Stage.READ))
                .isNotEqualTo(fp32.computeDigests().get(Stage.READ));
        assertThat(int8.computeDigests().get(Stage.PRUNE))
                .isEqualTo(fp32.computeDigests().get(Stage.PRUNE));
        assertThat(int8.computeDigests().get(Stage.TOKENIZE))
                .isEqualTo(fp32.computeDigests().get(Stage.TOKENIZE));
    }

    @Test
    void whatAutoChoosesComputesUnderTheDigestOfItsName() {
        ReaderEngine decided = ReaderEngine.decide(resolve(), run(""), found(50, 30));

        assertThat(decided.pipeline().computeDigests())
                .isEqualTo(resolve("engine.reader=onnx-int8").computeDigests());
        assertThat(decided.pipeline().digest()).isEqualTo(resolve().digest());
    }

    @Test
    void anEngineThatTheReaderLacksIsRefused() {
        DefinitionException refused = catchThrowableOfType(
                DefinitionException.class, () -> resolve("read.bundle=reader-blind", "engine.reader=onnx-int8"));

        assertThat(refused.code()).isEqualTo("BAD_ENGINE");
        assertThat(refused.what()).contains("reader-blind has no engine onnx-int8");
        assertThat(refused.hint()).contains("onnx-fp32");
    }

    @Test
    void anEngineThatIsNotInstalledIsRefusedWithWhatToDo() {
        PipelineFailure refused = catchThrowableOfType(
                PipelineFailure.class, () -> ReaderEngine.decide(resolve("engine.reader=torch-bf16"), run("")));

        assertThat(refused.code()).isEqualTo("NO_ENGINE");
        assertThat(refused.exit()).isEqualTo(4);
        assertThat(refused.what())
                .contains("torch-bf16")
                .contains("PyTorch is not installed")
                .contains("WINNOW_TORCH=1");
    }

    @Test
    void aTaskManagerCanBeAsked() {
        ResolvedPipeline pipeline = resolve();
        try (EmbeddedFlink flink = EmbeddedFlink.start(1, pipeline.memory(), Map.of())) {
            EngineTrials trials = new ProbeJob(flink, pipeline.definition())
                    .run(pipeline.bundles().reader().orElseThrow());

            assertThat(trials.millis()).containsKey(EngineKind.ONNX_FP32);
        }
    }
}
