package io.winnow.model.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.model.ExternalWeight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The architectures that Winnow ships, against the keys and shapes of the published files. */
class OfficialKeysTest {
    private static final Path ROOT = Path.of(System.getProperty("winnow.root"));

    @Test
    void lavitNeedsEveryOfficialKeyButThoseThatItSaysItDoesNot() throws IOException {
        Published lavit = variant("lavit", "eva-g-14");
        SortedMap<String, List<Long>> official = OfficialKeys.read("lavit-tokenizer-encoder");
        official.putAll(OfficialKeys.read("lavit-tokenizer-decoder-lowres", "decoder."));
        official.keySet().removeIf(key -> lavit.unused().matcher(key).matches());
        assertThat(needed(lavit)).isEqualTo(official);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s-256", "b-256", "l-256"})
    void oneDPieceNeedsEveryOfficialKey(String size) throws IOException {
        assertThat(needed(variant("one-d-piece", size))).isEqualTo(OfficialKeys.read("one-d-piece-" + size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small-vqgan-quantized", "small-vae-continuous"})
    void karlNeedsEveryOfficialKey(String name) throws IOException {
        assertThat(needed(variant("karl", name))).isEqualTo(OfficialKeys.read("karl-" + name));
    }

    /** Lists of these are not there; a codebook is the whole difference. */
    @Test
    void karlNeedsACodebookWhereItQuantises() throws IOException {
        SortedMap<String, List<Long>> continuous = OfficialKeys.read("karl-small-vqgan-quantized");
        continuous.remove("quantize.embedding.weight");
        assertThat(needed(variant("karl", "small-vqgan-continuous"))).isEqualTo(continuous);
        SortedMap<String, List<Long>> quantised = OfficialKeys.read("karl-small-vae-continuous");
        quantised.put("quantize.embedding.weight", List.of(4096L, 12L));
        assertThat(needed(variant("karl", "small-vae-quantized"))).isEqualTo(quantised);
    }

    @Test
    void vqTokensAttentionNeedsEveryOfficialKeyAndLeavesTheRestOfTheModel() throws IOException {
        Published vqtoken = variant("vqtoken", "onevision-0.5b");
        assertThat(needed(vqtoken)).isEqualTo(OfficialKeys.read("vqtoken-attention"));
        assertThat(List.of(
                        "model.vision_tower.vision_tower.vision_model.embeddings.patch_embedding.weight",
                        "model.mm_projector.0.weight",
                        "model.layers.23.self_attn.q_proj.bias",
                        "model.embed_tokens.weight",
                        "lm_head.weight"))
                .allMatch(key -> vqtoken.unused().matcher(key).matches());
        assertThat(vqtoken.unused().matcher("model.cross_attention.other").matches())
                .isFalse();
    }

    private static Published variant(String system, String name) {
        return Published.variants(ROOT.resolve("models/published"), system).stream()
                .filter(variant -> variant.variant().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, List<Long>> needed(Published published) {
        return published.weights().values().stream()
                .collect(Collectors.toMap(ExternalWeight::name, ExternalWeight::shape));
    }
}
