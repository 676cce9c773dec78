package io.winnow.model.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.ModelException;
import io.winnow.model.SafeTensors;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LaVIT's published code on a small configuration, against the graph that Winnow ships without weights, converted with the case's weights. */
class LavitReferenceTest {
    private static final Path CASE = Path.of(System.getProperty("winnow.root")).resolve("../shared/reference/lavit");
    private static final int PATCHES = 64;
    private static final int WIDTH = 64;
    private static final int FIRST_ID = 32_002;
    private static final float NEAR = 1e-4f;

    @TempDir
    Path folder;

    @BeforeEach
    void lookForTheCase() {
        assumeThat(CASE).as("the reference case beside the project").isDirectory();
    }

    static Path architectures() {
        try {
            return Path.of(Objects.requireNonNull(LavitReferenceTest.class.getResource("/published"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As published: the encoder alone, the tokenizer, and the decoder, each without what stands before its keys in the whole. */
    private List<Path> files() throws IOException {
        SafeTensorsFile all = SafeTensorsFile.read(CASE.resolve("weights.safetensors"));
        return List.of(
                all.keep(key -> key.startsWith("DECODER."), key -> key.substring("DECODER.".length()))
                        .write(folder.resolve("tokenizer_decoder.safetensors")),
                all.keep(key -> key.startsWith("encoder."), key -> key.substring("encoder.".length()))
                        .write(folder.resolve("eva_vitg_psz14.safetensors")),
                all.keep(
                                key -> key.matches("(token_predictor|causal_encoder|encode_task|quantize|vit_proj).*"),
                                key -> key)
                        .write(folder.resolve("tokenizer_encoder.safetensors")));
    }

    private Bundle converted() throws IOException {
        return Conversion.convert(architectures(), "lavit", files(), folder.resolve("bundle"), told -> {});
    }

    @Test
    void keptPatchesIdsAndVectorsAreThePublishedOnes() throws IOException {
        SafeTensors inputs = SafeTensors.read(CASE.resolve("inputs.safetensors"));
        SafeTensors outputs = SafeTensors.read(CASE.resolve("outputs.safetensors"));
        Tensor images = channelsLast(inputs.get("images_u8"));
        Tensor keep = Tensor.allocate(ElementType.UINT8, 2, PATCHES);
        Tensor ids = Tensor.allocate(ElementType.INT64, 2, PATCHES);
        Tensor vectors = Tensor.allocate(ElementType.FLOAT32, 2, PATCHES, WIDTH);
        try (Graph encode = converted().graph("encode", EngineOptions.defaults())) {
            encode.run(Map.of("images", images), Map.of("keep", keep, "ids", ids, "vectors", vectors));
        }
        assertThat(bytes(keep)).isEqualTo(bytes(outputs.get("keep")));
        List<Integer> kept = new ArrayList<>();
        for (int patch = 0; patch < 2 * PATCHES; patch++) {
            if (keep.data().get(patch) == 1) {
                kept.add(Math.toIntExact(ids.longs().get(patch)) + FIRST_ID);
            }
        }
        assertThat(kept).isEqualTo(ints(outputs.get("llm_ids")));
        near(vectors.floats(), outputs.get("merger_output").floats());
    }

    @Test
    void decodedFeaturesAreThePublishedOnes() throws IOException {
        SafeTensors outputs = SafeTensors.read(CASE.resolve("outputs.safetensors"));
        List<Integer> counts = ints(outputs.get("token_nums"));
        List<Integer> all = ints(outputs.get("llm_ids"));
        int most = Math.max(counts.get(0), counts.get(1));
        Tensor ids = Tensor.allocate(ElementType.INT64, 2, most);
        Tensor numbers = Tensor.allocate(ElementType.INT64, 2);
        for (int image = 0, next = 0; image < 2; image++) {
            numbers.longs().put(image, counts.get(image));
            for (int i = 0; i < counts.get(image); i++) {
                ids.longs().put(image * most + i, all.get(next++) - FIRST_ID);
            }
        }
        Tensor features = Tensor.allocate(ElementType.FLOAT32, 2, PATCHES, WIDTH);
        try (Graph decode = converted().graph("decode", EngineOptions.defaults())) {
            decode.run(Map.of("ids", ids, "counts", numbers), Map.of("features", features));
        }
        near(features.floats(), outputs.get("decoder_features").floats());
    }

    @Test
    void whatWasEndedInTheMiddleIsBegunAnew() throws IOException {
        Path left = Files.createDirectories(folder.resolve("bundle.begun/weights"));
        Files.writeString(left.resolve("encoder.cls_token"), "half of it");
        Files.createDirectories(folder.resolve("bundle"));
        assertThat(converted().manifest().name()).isEqualTo("bundle");
        assertThat(folder.resolve("bundle.begun")).doesNotExist();
    }

    @Test
    void keysThatDoNotFitAreNamed() throws IOException {
        List<Path> files = files();
        Path out = folder.resolve("bundle");
        assertThatThrownBy(() -> Conversion.convert(architectures(), "lavit", files.subList(1, 3), out, told -> {}))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("keys missing: decoder.blocks.0")
                .hasMessageNotContaining("unexpected");
        SafeTensorsFile all = SafeTensorsFile.read(files.get(1));
        Path renamed = all.keep(key -> true, key -> key.replace("pos_embed", "positions"))
                .write(folder.resolve("renamed.safetensors"));
        assertThatThrownBy(() -> Conversion.convert(
                        architectures(), "lavit", List.of(files.get(0), renamed, files.get(2)), out, told -> {}))
                .hasMessageContaining("1 keys missing: encoder.pos_embed")
                .hasMessageContaining("1 keys unexpected: encoder.positions of renamed.safetensors");
        Path reshaped = all.reshaped("cls_token", List.of(64L)).write(folder.resolve("reshaped.safetensors"));
        assertThatThrownBy(() -> Conversion.convert(
                        architectures(), "lavit", List.of(files.get(0), reshaped, files.get(2)), out, told -> {}))
                .hasMessageContaining("1 keys of another shape: encoder.cls_token is [64], not [1, 1, 64]");
        assertThat(out).doesNotExist();
        assertThatThrownBy(() -> Conversion.convert(architectures(), "lavitt", files, out, told -> {}))
                .hasMessageContaining("there are [lavit]");
        Files.createDirectories(out.resolve("something"));
        assertThatThrownBy(() -> Conversion.convert(architectures(), "lavit", files, out, told -> {}))
                .hasMessageContaining("something");
    }

    private static Tensor channelsLast(Tensor images) {
        int edge = (int) images.shape()[2];
        Tensor turned = Tensor.allocate(ElementType.UINT8, images.shape()[0], edge, edge, 3);
        for (int image = 0; image < images.shape()[0]; image++) {
            for (int pixel = 0; pixel < edge * edge; pixel++) {
                for (int channel = 0; channel < 3; channel++) {
                    byte value = images.data().get((image * 3 + channel) * edge * edge + pixel);
                    turned.data().put((image * edge * edge + pixel) * 3 + channel, value);
                }
            }
        }
        return turned;
    }

    private static byte[] bytes(Tensor tensor) {
        byte[] bytes = new byte[Math.toIntExact(tensor.elements())];
        tensor.data().duplicate().clear().get(bytes);
        return bytes;
    }

    private static List<Integer> ints(Tensor tensor) {
        ByteBuffer data = tensor.data().duplicate().order(tensor.data().order()).clear();
        List<Integer> ints = new ArrayList<>();
        for (int i = 0; i < tensor.elements(); i++) {
            ints.add(data.getInt(i * Integer.BYTES));
        }
        return ints;
    }

    private static void near(FloatBuffer actual, FloatBuffer expected) {
        float farthest = 0;
        for (int i = 0; i < expected.limit(); i++) {
            farthest = Math.max(farthest, Math.abs(actual.get(i) - expected.get(i)));
        }
        assertThat(farthest).isLessThan(NEAR);
        assertThat(actual.limit()).isEqualTo(expected.limit());
    }
}
