package io.winnow.tokenize.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.ModelException;
import io.winnow.records.Axis;
import io.winnow.records.Tokens;
import io.winnow.tokenize.ClipOptions;
import io.winnow.tokenize.DrawnBundle;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.PictureFrame;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.TokenizerSystem;
import io.winnow.tokenize.Tokenizers;
import io.winnow.tokenize.vqtoken.VqTokenOptions.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VQToken's attention with drawn weights over the shipped encoder's cells. */
class AttentionTest {
    private static final int COUNT = 8;
    private static final int WIDTH = 256;

    @TempDir
    Path folder;

    private Bundle attention;
    private TokenizeOptions options;

    @BeforeEach
    void convert() throws IOException {
        Path cells = folder.resolve("lite0-cells");
        try (Stream<Path> files = Files.walk(PictureFrame.CELLS)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, cells.resolve(PictureFrame.CELLS.relativize(file).toString()));
            }
        }
        attention = DrawnBundle.attention(Optional.of(Bundle.open(cells)), folder);
        TokenizeOptions defaults = TokenizeOptions.defaultsFor(attention.manifest());
        options = defaults.withVqtoken(defaults.vqtoken().withCount(COUNT));
    }

    @Test
    void aConvertedBundleIsTakenForAttentionOverTheSizeOfItsEncoderThatFits() {
        assertThat(options.system()).isEqualTo(TokenizerSystem.VQTOKEN);
        assertThat(options.vqtoken().mode()).isEqualTo(Mode.ATTENTION);
        assertThat(options.size()).isEqualTo(224);
        assertThat(attention.manifest().input().orElseThrow().sizes()).containsExactly(224);
    }

    @Test
    void thereAreAsManyTokensAsCodesAndThoseOfTheFramesRepeat() {
        TokenSet set = tokenized(5);
        assertThat(set.axis()).isEqualTo(Axis.CENTROIDS);
        assertThat(set.tokens().count()).isEqualTo(COUNT);
        Tokens.Vectors vectors = (Tokens.Vectors) set.tokens();
        byte[] numbers = vectors.halves();
        int row = WIDTH * Short.BYTES;
        assertThat(Arrays.copyOfRange(numbers, 5 * row, 6 * row)).isEqualTo(Arrays.copyOfRange(numbers, 0, row));
        assertThat(Arrays.copyOfRange(numbers, row, 2 * row)).isNotEqualTo(Arrays.copyOfRange(numbers, 0, row));
    }

    @Test
    void eachCellsTokenIsThatOfItsFrame() {
        int[] map = tokenized(3).map().orElseThrow().indices().unpack();
        assertThat(map).hasSize(3 * 49);
        assertThat(map[48]).isZero();
        assertThat(map[49]).isOne();
        assertThat(map[146]).isEqualTo(2);
    }

    @Test
    void moreFramesThanTokensAreRefused() {
        assertThatThrownBy(() -> tokenized(COUNT + 1))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the clip has 9 frames and 8 tokens");
        assertThatThrownBy(() -> options.withClip(new ClipOptions(COUNT + 1, Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tokenize.clip.frames 9 are more than the 8 tokens");
    }

    @Test
    void attentionAloneSeesNoPictures() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Bundle alone = DrawnBundle.attention(Optional.empty(), other);
        assertThatThrownBy(() -> Tokenizers.open(options, alone, EngineOptions.defaults()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("sees no pictures")
                .hasMessageContaining("49 cells of 256 numbers");
    }

    @Test
    void aBundleWithoutAttentionIsRefused() {
        assertThatThrownBy(() -> Tokenizers.open(options, Bundle.open(PictureFrame.CELLS), EngineOptions.defaults()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has no function attend");
    }

    private TokenSet tokenized(int count) {
        try (Tokenizer tokenizer = Tokenizers.open(options, attention, EngineOptions.defaults())) {
            List<CompletableFuture<EncodedFrame>> frames = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                frames.add(tokenizer.encode(PictureFrame.example("a", i, i)));
            }
            return tokenizer
                    .tokenize(frames.stream().map(CompletableFuture::join).toList())
                    .join();
        }
    }
}
