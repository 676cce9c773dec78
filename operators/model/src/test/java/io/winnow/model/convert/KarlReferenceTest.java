package io.winnow.model.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** KARL's published code on small configurations, against the graphs that Winnow ships without weights, converted with the cases' weights. */
class KarlReferenceTest {
    private static final int TOKENS = 256;
    private static final int EDGE = 256;
    private static final int WIDTH = 12;
    private static final List<Wish> VQGAN = List.of(
            new Wish(0.03f, 256), new Wish(0.05f, 256), new Wish(0.09f, 256), new Wish(0.05f, 64), new Wish(0.5f, 40));
    private static final List<Wish> VAE = List.of(new Wish(0.05f, 256), new Wish(0.09f, 100));

    @TempDir
    Path folder;

    /** What the case's code was asked for. */
    private record Wish(float epsilon, int budget) {
        String output(String name) {
            return "eps" + epsilon + "_T" + budget + "/" + name;
        }
    }

    private Bundle convert(Path file) {
        return Conversion.convert(
                ReferenceCase.architectures(), "karl", List.of(file), folder.resolve("bundle"), told -> {});
    }

    @Test
    void tokensAndPicturesOverVqganAreThePublishedOnesInAnyBatch() {
        ReferenceCase published = ReferenceCase.read("karl-vqgan");
        Bundle bundle = convert(published.weightsFile());
        assertThat(bundle.manifest().variant()).isEqualTo("vqgan-quantized");
        agree(bundle, published, VQGAN);
        for (Wish wish : VQGAN.subList(1, 3)) {
            agree(bundle, published, List.of(wish));
        }
    }

    @Test
    void tokensAndPicturesOverTheAutoencoderAreThePublishedOnesInAnyBatch() {
        ReferenceCase published = ReferenceCase.read("karl-vae");
        Bundle bundle = convert(published.weightsFile());
        assertThat(bundle.manifest().variant()).isEqualTo("vae-quantized");
        agree(bundle, published, VAE);
        for (Wish wish : VAE) {
            agree(bundle, published, List.of(wish));
        }
    }

    @Test
    void withoutACodebookTokensAreWhatItWouldHaveQuantised() throws IOException {
        ReferenceCase published = ReferenceCase.read("karl-vqgan");
        Path file = published
                .weights()
                .keep(key -> !key.startsWith("quantize."), key -> key)
                .write(folder.resolve("continuous.safetensors"));
        Bundle bundle = convert(file);
        assertThat(bundle.manifest().variant()).isEqualTo("vqgan-continuous");
        assertThat(bundle.manifest().codebook().orElseThrow().bits()).isZero();
        Wish wish = VQGAN.get(1);
        Tensor vectors = Tensor.allocate(ElementType.FLOAT32, 1, TOKENS, WIDTH);
        Encoded encoded = encode(bundle, published, List.of(wish), "vectors", vectors);
        published.near(vectors.floats(), wish.output("z_before_quantise"));
        assertThat(ReferenceCase.bytes(encoded.keep))
                .isEqualTo(ReferenceCase.bytes(published.outputs().get(wish.output("kept"))));
        Tensor pictures = Tensor.allocate(ElementType.FLOAT32, 1, EDGE, EDGE, 3);
        try (Graph decode = bundle.graph("decode", EngineOptions.defaults())) {
            decode.run(Map.of("vectors", vectors, "keep", encoded.keep), Map.of("images", pictures));
        }
        FloatBuffer pixels = pictures.floats();
        for (int i = 0; i < pixels.limit(); i++) {
            assertThat(pixels.get(i)).isFinite();
        }
    }

    private record Encoded(Tensor keep, Tensor halting) {}

    private static Encoded encode(
            Bundle bundle, ReferenceCase published, List<Wish> wishes, String output, Tensor tokens) {
        int batch = wishes.size();
        Tensor epsilon = Tensor.allocate(ElementType.FLOAT32, batch);
        Tensor budget = Tensor.allocate(ElementType.INT64, batch);
        for (int i = 0; i < batch; i++) {
            epsilon.floats().put(i, wishes.get(i).epsilon);
            budget.longs().put(i, wishes.get(i).budget);
        }
        Tensor keep = Tensor.allocate(ElementType.UINT8, batch, TOKENS);
        Tensor halting = Tensor.allocate(ElementType.FLOAT32, batch, TOKENS);
        try (Graph encode = bundle.graph("encode", EngineOptions.defaults())) {
            encode.run(
                    Map.of("images", published.images(batch), "epsilon", epsilon, "budget", budget),
                    Map.of(output, tokens, "keep", keep, "halting", halting));
        }
        return new Encoded(keep, halting);
    }

    /** All wishes in one batch: each must give what it gave alone. */
    private static void agree(Bundle bundle, ReferenceCase published, List<Wish> wishes) {
        Tensor ids = Tensor.allocate(ElementType.INT64, wishes.size(), TOKENS);
        Encoded encoded = encode(bundle, published, wishes, "ids", ids);
        Tensor pictures = Tensor.allocate(ElementType.FLOAT32, wishes.size(), EDGE, EDGE, 3);
        try (Graph decode = bundle.graph("decode", EngineOptions.defaults())) {
            decode.run(Map.of("ids", ids, "keep", encoded.keep), Map.of("images", pictures));
        }
        byte[] kept = ReferenceCase.bytes(encoded.keep);
        for (int i = 0; i < wishes.size(); i++) {
            Wish wish = wishes.get(i);
            int first = i * TOKENS;
            int end = first + wish.budget;
            assertThat(ReferenceCase.integers(ids).subList(first, end)).isEqualTo(published.ints(wish.output("ids")));
            assertThat(Arrays.copyOfRange(kept, first, end))
                    .isEqualTo(ReferenceCase.bytes(published.outputs().get(wish.output("kept"))));
            assertThat(Arrays.copyOfRange(kept, end, first + TOKENS)).isEqualTo(new byte[TOKENS - wish.budget]);
            published.near(encoded.halting.floats().slice(first, wish.budget), wish.output("halting_probability"));
            published.nearPicture(pictures, i, wish.output("image_sub"), 0);
        }
    }
}
