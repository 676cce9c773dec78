package io.winnow.model.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.ModelException;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One-D-Piece's published code on small configurations, against the graphs that Winnow ships without weights, converted with the cases' weights. */
class OneDPieceReferenceTest {
    private static final String STAGE_1 = "128px-stage1";
    private static final String STAGE_2 = "256px-stage2";

    @TempDir
    Path folder;

    private static ReferenceCase published(String variant) {
        return ReferenceCase.read("one-d-piece-" + variant);
    }

    private Bundle converted(ReferenceCase published) {
        return convert(List.of(published.weightsFile()));
    }

    private Bundle convert(List<Path> files) {
        return Conversion.convert(
                ReferenceCase.architectures(), "one-d-piece", files, folder.resolve("bundle"), told -> {});
    }

    @ParameterizedTest
    @CsvSource({STAGE_1 + ",2,48", STAGE_2 + ",1,256"})
    void theVariantShowsInTheFileAndItsIdsAreThePublishedOnesInAnyBatch(String variant, int pictures, int tokens) {
        ReferenceCase published = published(variant);
        Bundle bundle = converted(published);
        assertThat(bundle.manifest().variant()).isEqualTo(variant);
        List<Integer> known = published.ints("ids");
        try (Graph encode = bundle.graph("encode", EngineOptions.defaults())) {
            for (int batch : new int[] {1, 2, 3}) {
                Tensor ids = Tensor.allocate(ElementType.INT64, batch, tokens);
                encode.run(Map.of("images", published.images(batch)), Map.of("ids", ids));
                List<Integer> expected = new ArrayList<>();
                for (int image = 0; image < batch; image++) {
                    int first = image % pictures * tokens;
                    expected.addAll(known.subList(first, first + tokens));
                }
                assertThat(ReferenceCase.integers(ids)).isEqualTo(expected);
            }
        }
    }

    /** A batch of the same prefix twice: its second picture is looked at, so that neither length nor place matters. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 256})
    void picturesAreThePublishedOnesFromAnyPrefix(int prefix) {
        ReferenceCase published = published(STAGE_2);
        Tensor pictures = Tensor.allocate(ElementType.FLOAT32, 2, 256, 256, 3);
        try (Graph decode = converted(published).graph("decode", EngineOptions.defaults())) {
            decode.run(Map.of("ids", prefixes(published, 2, 1, 256, prefix)), Map.of("images", pictures));
        }
        published.nearPicture(pictures, 0, "k" + prefix + "_image_sub", 0);
        published.nearPicture(pictures, 1, "k" + prefix + "_image_sub", 0);
    }

    @Test
    void aModelOfTheFirstStageTellsPlacesAsPublished() {
        ReferenceCase published = published(STAGE_1);
        try (Graph decode = converted(published).graph("decode", EngineOptions.defaults())) {
            for (int prefix : new int[] {1, 8, 48}) {
                Tensor logits = Tensor.allocate(ElementType.FLOAT32, 2, 1024, 8, 8);
                decode.run(Map.of("ids", prefixes(published, 2, 2, 48, prefix)), Map.of("logits", logits));
                assertThat(likeliest(logits)).isEqualTo(published.ints("k" + prefix + "_logits_argmax"));
            }
        }
    }

    @Test
    void aFileOfAnotherSizeIsNoCheckpointAndItsKeysAreNamed() throws IOException {
        SafeTensorsFile all = published(STAGE_2).weights();
        Path wide = all.reshaped("encoder.class_embedding", List.of(64L, 1L))
                .write(folder.resolve("pytorch_model.safetensors"));
        assertThatThrownBy(() -> convert(List.of(wide)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "not a checkpoint of one-d-piece, whose variants are [128px-stage1, 256px-stage2]")
                .hasMessageContaining("nearest to 256px-stage2")
                .hasMessageContaining("1 keys of another shape: encoder.class_embedding is [64, 1], not [1, 64]")
                .hasMessageNotContaining("missing");
        Path cut = all.keep(key -> !key.startsWith("pixel_decoder.up.3"), key -> "module." + key)
                .write(folder.resolve("cut.safetensors"));
        assertThatThrownBy(() -> convert(List.of(cut)))
                .hasMessageContaining("keys missing: pixel_decoder.up.3.block.0.conv1.weight")
                .hasMessageNotContaining("unexpected");
        assertThat(folder.resolve("bundle")).doesNotExist();
    }

    @Test
    void keysThatTrainingInParallelLeftAreRead() throws IOException {
        Path wrapped = published(STAGE_2)
                .weights()
                .keep(key -> true, key -> "module." + key)
                .write(folder.resolve("wrapped.safetensors"));
        assertThat(convert(List.of(wrapped)).manifest().variant()).isEqualTo(STAGE_2);
    }

    /** The first ids of the case's pictures, again and again. */
    private static Tensor prefixes(ReferenceCase published, int batch, int pictures, int tokens, int prefix) {
        List<Integer> known = published.ints("ids");
        Tensor ids = Tensor.allocate(ElementType.INT64, batch, prefix);
        for (int image = 0; image < batch; image++) {
            for (int i = 0; i < prefix; i++) {
                ids.longs().put(image * prefix + i, known.get(image % pictures * tokens + i));
            }
        }
        return ids;
    }

    /** The class with the largest of {@code [batch, classes, rows, columns]} in each place. */
    private static List<Integer> likeliest(Tensor logits) {
        FloatBuffer numbers = logits.floats();
        int classes = (int) logits.shape()[1];
        int places = (int) (logits.shape()[2] * logits.shape()[3]);
        List<Integer> best = new ArrayList<>();
        for (int image = 0; image < logits.shape()[0]; image++) {
            for (int place = 0; place < places; place++) {
                int likeliest = 0;
                for (int candidate = 1; candidate < classes; candidate++) {
                    int at = (image * classes + candidate) * places + place;
                    int before = (image * classes + likeliest) * places + place;
                    likeliest = numbers.get(at) > numbers.get(before) ? candidate : likeliest;
                }
                best.add(likeliest);
            }
        }
        return best;
    }
}
