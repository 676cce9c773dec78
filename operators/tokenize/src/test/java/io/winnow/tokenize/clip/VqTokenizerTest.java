package io.winnow.tokenize.clip;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.records.Axis;
import io.winnow.records.Grid;
import io.winnow.records.Tokens;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.PictureFrame;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.TokenizerSystem;
import io.winnow.tokenize.Tokenizers;
import io.winnow.tokenize.vqtoken.VqTokenOptions.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VqTokenizerTest {
    private static final int FRAMES = 6;
    private static final int CELLS = 49;

    private final TokenizeOptions options = TokenizeOptions.defaults().withSystem(TokenizerSystem.VQTOKEN);

    @Test
    void aClipBecomesCentroidsAndAMapOfItsCells() {
        TokenSet set = tokenized(options);

        assertThat(set.axis()).isEqualTo(Axis.CENTROIDS);
        assertThat(set.grid()).isEqualTo(new Grid(FRAMES, 7, 7));
        assertThat(set.tokens().count()).isEqualTo(32);
        assertThat(set.tokens().bytes()).isEqualTo(32 * 256 * 2);
        Tokens.Ids map = set.map().orElseThrow().indices();
        assertThat(map.count()).isEqualTo(FRAMES * CELLS);
        assertThat(map.unpack()[0]).isZero();
        assertThat(Arrays.stream(map.unpack()).max()).hasValue(31);
        assertThat(set.micros()).isPositive();
    }

    @Test
    void theCentroidsDoNotDependOnTheBatch() {
        TokenSet one = tokenized(options.withBatch(1));
        TokenSet eight = tokenized(options.withBatch(8));

        assertThat(eight.tokens()).isEqualTo(one.tokens());
        assertThat(eight.map()).isEqualTo(one.map());
    }

    @Test
    void theirNumberCanAdaptToTheClip() {
        TokenSet set = tokenized(options.withVqtoken(options.vqtoken().withSelection(Selection.ELBOW)));

        assertThat(set.tokens().count()).isBetween(12, 32);
    }

    private static TokenSet tokenized(TokenizeOptions options) {
        Bundle bundle = Bundle.open(PictureFrame.CELLS);
        try (Tokenizer tokenizer = Tokenizers.open(options, bundle, EngineOptions.defaults())) {
            List<CompletableFuture<EncodedFrame>> frames = new ArrayList<>();
            for (int i = 0; i < FRAMES; i++) {
                frames.add(tokenizer.encode(PictureFrame.example("a", i, i)));
            }
            return tokenizer
                    .tokenize(frames.stream().map(CompletableFuture::join).toList())
                    .join();
        }
    }
}
