package io.winnow.tokenize.prefix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.ModelException;
import io.winnow.records.Positions;
import io.winnow.records.Tokens;
import io.winnow.tokenize.PictureFrame;
import io.winnow.tokenize.RgbPicture;
import io.winnow.tokenize.quality.PictureQuality;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconstructorTest {
    private static final int BITS = 12;

    private final Pieces pieces = new Pieces("one-d-piece-small");

    private Reconstructor open(int batch) {
        return Reconstructor.open(pieces.bundle(), batch, EngineOptions.defaults());
    }

    private static Tokens.Ids packed(int... ids) {
        return Tokens.Ids.pack(ids, BITS);
    }

    @Test
    void thePictureOfAPrefixIsThatWhichTheBundleStores() {
        try (Reconstructor reconstructor = open(4)) {
            for (int example = 0; example < 3; example++) {
                byte[] rgb = reconstructor
                        .picture("s", packed(pieces.prefix(example)), Optional.empty())
                        .join()
                        .rgb();
                for (int i = 0; i < rgb.length; i++) {
                    float stored = 255 * Math.max(0, Math.min(1, pieces.decoded(example, i)));
                    assertThat(rgb[i] & 255).as("number " + i).isBetween((int) Math.floor(stored - 1), (int)
                            Math.ceil(stored + 1));
                }
            }
        }
    }

    @Test
    void theBatchMovesNoColourByMoreThanARounding() {
        List<RgbPicture> alone = pictures(1);
        List<RgbPicture> together = pictures(8);
        int moved = 0;
        for (int i = 0; i < alone.size(); i++) {
            for (int at = 0; at < alone.get(i).rgb().length; at++) {
                int by = (alone.get(i).rgb()[at] & 255) - (together.get(i).rgb()[at] & 255);
                assertThat(by).isBetween(-1, 1);
                moved += Math.abs(by);
            }
        }
        assertThat(moved).isLessThan(alone.size() * 50);
    }

    private List<RgbPicture> pictures(int batch) {
        try (Reconstructor reconstructor = open(batch)) {
            List<CompletableFuture<RgbPicture>> asked = IntStream.range(0, 12)
                    .mapToObj(i -> reconstructor.picture(
                            "s", packed(pieces.ids(i)).first(i % 3 == 0 ? 8 : 64), Optional.empty()))
                    .toList();
            return asked.stream().map(CompletableFuture::join).toList();
        }
    }

    @Test
    void moreTokensAreABetterPicture() {
        try (Reconstructor reconstructor = open(1)) {
            double[] psnr = IntStream.of(1, 8, 32, 128)
                    .mapToDouble(tokens -> IntStream.range(0, 6)
                            .mapToDouble(example -> PictureQuality.psnr(
                                    pieces.picture(example),
                                    reconstructor
                                            .picture(
                                                    "s",
                                                    packed(pieces.ids(example)).first(tokens),
                                                    Optional.empty())
                                            .join()))
                            .average()
                            .orElseThrow())
                    .toArray();
            double[] rising = psnr.clone();
            Arrays.sort(rising);
            assertThat(psnr).isEqualTo(rising);
            assertThat(psnr[3]).isGreaterThan(psnr[0] + 3);
        }
    }

    @Test
    void whatTheBundleDidNotMakeIsRefused() {
        try (Reconstructor reconstructor = open(1)) {
            assertRefused(reconstructor, packed(), Optional.empty(), "there are no tokens");
            assertRefused(
                    reconstructor,
                    packed(new int[129]),
                    Optional.empty(),
                    "there are 129 tokens, and there are 128 slots");
            assertRefused(
                    reconstructor,
                    Tokens.Ids.pack(new int[] {4096}, 13),
                    Optional.empty(),
                    "the id 4096 names no code");
            assertRefused(
                    reconstructor,
                    packed(1, 2),
                    Optional.of(Positions.bitmap(new int[] {0, 5}, 128)),
                    "tokens are no prefix");
            assertRefused(
                    reconstructor,
                    packed(1, 2),
                    Optional.of(Positions.bitmap(new int[] {0}, 128)),
                    "2 tokens have 1 places");
            assertRefused(
                    reconstructor,
                    new Tokens.Vectors(1, 12, new byte[24]),
                    Optional.empty(),
                    "tokens are vectors of 12");
        }
    }

    private static void assertRefused(
            Reconstructor reconstructor, Tokens tokens, Optional<Tokens.Ids> positions, String why) {
        assertThatThrownBy(() -> reconstructor.picture("s", tokens, positions))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing that the bundle one-d-piece-small made: " + why);
    }

    @Test
    void aBundleThatMakesNoPicturesIsRefused() {
        Bundle cells = Bundle.open(PictureFrame.CELLS);
        assertThat(Reconstructor.serves(cells.manifest())).isFalse();
        assertThatThrownBy(() -> Reconstructor.open(cells, 1, EngineOptions.defaults()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the bundle lite0-cells makes no pictures of tokens");
    }
}
