package io.winnow.model.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.ModelException;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VQToken's published attention on a small configuration, against the graph that Winnow ships without weights, converted with the case's weights. */
class VqTokenReferenceTest {
    private static final int FRAMES = 5;
    private static final int CELLS = 49;
    private static final int WIDTH = 64;

    @TempDir
    Path folder;

    private ReferenceCase vqtoken;

    @BeforeEach
    void lookForTheCase() throws IOException {
        vqtoken = ReferenceCase.read("vqtoken", key -> key.matches("(attention|v2_fixed_raw)/.*"), folder);
    }

    private Bundle converted(Path file) {
        return Conversion.convert(
                ReferenceCase.architectures(), "vqtoken", List.of(file), folder.resolve("bundle"), told -> {});
    }

    @ParameterizedTest
    @CsvSource({"12, tokens", "3, tokens_with_3_codes"})
    void tokensAreThePublishedOnes(int codes, String name) {
        Tensor labels = Tensor.allocate(ElementType.INT64, FRAMES, CELLS);
        List<Integer> ids = vqtoken.ints("v2_fixed_raw/labels");
        for (int i = 0; i < ids.size(); i++) {
            labels.longs().put(i, ids.get(i));
        }
        Tensor codebook = Tensor.allocate(ElementType.FLOAT32, codes, WIDTH);
        for (int i = 0; i < codes * WIDTH; i++) {
            codebook.floats()
                    .put(
                            i,
                            vqtoken.outputs()
                                    .get("v2_fixed_raw/codebook")
                                    .floats()
                                    .get(i));
        }
        Tensor tokens = Tensor.allocate(ElementType.FLOAT32, Math.max(FRAMES, codes), WIDTH);
        Tensor query = Tensor.allocate(ElementType.FLOAT32, FRAMES, WIDTH);
        try (Graph attend = converted(vqtoken.weightsFile()).graph("attend", EngineOptions.defaults())) {
            attend.run(Map.of("labels", labels, "codebook", codebook), Map.of("tokens", tokens, "query", query));
        }
        vqtoken.near(tokens.floats(), "attention/" + name);
        vqtoken.near(query.floats(), "attention/projected_query");
    }

    @Test
    void aFileOfTheOfficialSizeBecomesABundleThatRuns() throws IOException {
        Path file = OfficialSizesTest.write(
                OfficialKeys.read("vqtoken-attention"), folder.resolve("checkpoint.safetensors"));
        Bundle bundle = Conversion.convert(
                Path.of(System.getProperty("winnow.root")).resolve("models/published"),
                "vqtoken",
                List.of(file),
                folder.resolve("official"),
                told -> {});
        assertThat(bundle.manifest().variant()).isEqualTo("onevision-0.5b");
        Tensor labels = Tensor.allocate(ElementType.INT64, 16, 729);
        for (int i = 0; i < labels.elements(); i++) {
            labels.longs().put(i, i % 32);
        }
        Tensor codebook = Tensor.allocate(ElementType.FLOAT32, 32, 896);
        codebook.floats().put(0, 1).put(896, 1);
        Tensor tokens = Tensor.allocate(ElementType.FLOAT32, 32, 896);
        try (Graph attend = bundle.graph("attend", EngineOptions.defaults())) {
            attend.run(Map.of("labels", labels, "codebook", codebook), Map.of("tokens", tokens));
        }
        for (int i = 0; i < tokens.elements(); i++) {
            assertThat(Float.isFinite(tokens.floats().get(i))).isTrue();
        }
        // The rows of 16 frames, twice.
        assertThat(tokens.floats().get(16 * 896)).isCloseTo(tokens.floats().get(0), within(1e-4f));
    }

    @Test
    void keysThatDoNotFitAreNamedAndTheRestOfTheModelIsLeftAlone() throws IOException {
        SafeTensorsFile all = vqtoken.weights();
        UnaryOperator<String> same = key -> key;
        Path lacking = all.keep(key -> !key.endsWith("to_q_proj.bias"), same).write(folder.resolve("a.safetensors"));
        assertThatThrownBy(() -> converted(lacking))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("1 keys missing: model.cross_attention.to_q_proj.bias");
        Path renamed =
                all.keep(key -> true, key -> key.replace("norm3", "norm4")).write(folder.resolve("b.safetensors"));
        assertThatThrownBy(() -> converted(renamed))
                .hasMessageContaining("2 keys missing: model.cross_attention.transformer_decoder.layers.0.norm3.bias")
                .hasMessageContaining("2 keys unexpected");
        Path reshaped = all.reshaped("model.cross_attention.to_q_proj.weight", List.of(49L, 64L))
                .write(folder.resolve("c.safetensors"));
        assertThatThrownBy(() -> converted(reshaped))
                .hasMessageContaining(
                        "1 keys of another shape: model.cross_attention.to_q_proj.weight is [49, 64], not [64, 49]");
        Path language = all.keep(key -> key.endsWith("linear1.bias"), key -> "model.layers.0.mlp.down_proj.weight")
                .write(folder.resolve("language.safetensors"));
        assertThat(Conversion.convert(
                                ReferenceCase.architectures(),
                                "vqtoken",
                                List.of(language, vqtoken.weightsFile()),
                                folder.resolve("bundle"),
                                told -> {})
                        .manifest()
                        .encoder())
                .isEmpty();
    }

    @Test
    void anEncoderThatMakesOtherCellsIsRefused() {
        Bundle cells = Bundle.open(Path.of(System.getProperty("winnow.root")).resolve("models/lite0-cells"));
        Path beside = cells.folder().resolveSibling("attention-of-a-test");
        assertThatThrownBy(() -> Conversion.convert(
                        ReferenceCase.architectures(),
                        "vqtoken",
                        List.of(vqtoken.weightsFile()),
                        Optional.of(cells),
                        beside,
                        told -> {}))
                .hasMessageContaining("makes cells of 256 numbers, and the attention takes 64");
        assertThatThrownBy(() -> Conversion.convert(
                        ReferenceCase.architectures(),
                        "vqtoken",
                        List.of(vqtoken.weightsFile()),
                        Optional.of(cells),
                        folder.resolve("elsewhere"),
                        told -> {}))
                .hasMessageContaining("does not lie beside");
        assertThat(beside).doesNotExist();
    }
}
