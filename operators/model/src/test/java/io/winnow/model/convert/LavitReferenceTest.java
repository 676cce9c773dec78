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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LaVIT's published code on a small configuration, against the graph that Winnow ships without weights, converted with the case's weights. */
class LavitReferenceTest {
    private static final int PATCHES = 64;
    private static final int WIDTH = 64;
    private static final int FIRST_ID = 32_002;

    @TempDir
    Path folder;

    private ReferenceCase lavit;

    @BeforeEach
    void lookForTheCase() {
        lavit = ReferenceCase.read("lavit");
    }

    /** As published: the encoder alone, the tokenizer, and the decoder, each without what stands before its keys in the whole. */
    private List<Path> files() throws IOException {
        SafeTensorsFile all = lavit.weights();
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
        return Conversion.convert(
                ReferenceCase.architectures(), "lavit", files(), folder.resolve("bundle"), told -> {});
    }

    @Test
    void keptPatchesIdsAndVectorsAreThePublishedOnes() throws IOException {
        Tensor images = lavit.images(2);
        Tensor keep = Tensor.allocate(ElementType.UINT8, 2, PATCHES);
        Tensor ids = Tensor.allocate(ElementType.INT64, 2, PATCHES);
        Tensor vectors = Tensor.allocate(ElementType.FLOAT32, 2, PATCHES, WIDTH);
        try (Graph encode = converted().graph("encode", EngineOptions.defaults())) {
            encode.run(Map.of("images", images), Map.of("keep", keep, "ids", ids, "vectors", vectors));
        }
        assertThat(ReferenceCase.bytes(keep))
                .isEqualTo(ReferenceCase.bytes(lavit.outputs().get("keep")));
        List<Integer> kept = new ArrayList<>();
        for (int patch = 0; patch < 2 * PATCHES; patch++) {
            if (keep.data().get(patch) == 1) {
                kept.add(Math.toIntExact(ids.longs().get(patch)) + FIRST_ID);
            }
        }
        assertThat(kept).isEqualTo(lavit.ints("llm_ids"));
        lavit.near(vectors.floats(), "merger_output");
    }

    @Test
    void decodedFeaturesAreThePublishedOnes() throws IOException {
        List<Integer> counts = lavit.ints("token_nums");
        List<Integer> all = lavit.ints("llm_ids");
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
        lavit.near(features.floats(), "decoder_features");
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
        assertThatThrownBy(() -> Conversion.convert(
                        ReferenceCase.architectures(), "lavit", files.subList(1, 3), out, told -> {}))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("keys missing: decoder.blocks.0")
                .hasMessageNotContaining("unexpected");
        SafeTensorsFile all = SafeTensorsFile.read(files.get(1));
        Path renamed = all.keep(key -> true, key -> key.replace("pos_embed", "positions"))
                .write(folder.resolve("renamed.safetensors"));
        assertThatThrownBy(() -> Conversion.convert(
                        ReferenceCase.architectures(),
                        "lavit",
                        List.of(files.get(0), renamed, files.get(2)),
                        out,
                        told -> {}))
                .hasMessageContaining("1 keys missing: encoder.pos_embed")
                .hasMessageContaining("1 keys unexpected: encoder.positions of renamed.safetensors");
        Path reshaped = all.reshaped("cls_token", List.of(64L)).write(folder.resolve("reshaped.safetensors"));
        assertThatThrownBy(() -> Conversion.convert(
                        ReferenceCase.architectures(),
                        "lavit",
                        List.of(files.get(0), reshaped, files.get(2)),
                        out,
                        told -> {}))
                .hasMessageContaining("1 keys of another shape: encoder.cls_token is [64], not [1, 1, 64]");
        assertThat(out).doesNotExist();
        assertThatThrownBy(() -> Conversion.convert(ReferenceCase.architectures(), "lavitt", files, out, told -> {}))
                .hasMessageContaining("there are [karl, lavit, one-d-piece, vqtoken]");
        Files.createDirectories(out.resolve("something"));
        assertThatThrownBy(() -> Conversion.convert(ReferenceCase.architectures(), "lavit", files, out, told -> {}))
                .hasMessageContaining("something");
    }
}
