package io.winnow.tokenize.prefix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.EngineOptions;
import io.winnow.model.ModelException;
import io.winnow.records.Axis;
import io.winnow.records.Grid;
import io.winnow.records.Tokens;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.Payload;
import io.winnow.tokenize.PictureFrame;
import io.winnow.tokenize.PrefixOptions;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.TokenizerSystem;
import io.winnow.tokenize.Tokenizers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PrefixTokenizerTest {
    private static final int FRAMES = 9;

    private final Pieces pieces = new Pieces("one-d-piece-small");

    private TokenizeOptions asking(int tokens) {
        return pieces.options().withPrefix(new PrefixOptions(tokens, 0));
    }

    private List<TokenSet> tokenized(TokenizeOptions options) {
        try (Tokenizer tokenizer = Tokenizers.open(options, pieces.bundle(), EngineOptions.defaults())) {
            List<CompletableFuture<EncodedFrame>> frames = new ArrayList<>();
            for (int i = 0; i < FRAMES; i++) {
                frames.add(tokenizer.encode(pieces.frame("stream-" + i % 3, i)));
            }
            return frames.stream()
                    .map(frame -> tokenizer.tokenize(List.of(frame.join())).join())
                    .toList();
        }
    }

    private static int[] ids(TokenSet set) {
        return ((Tokens.Ids) set.tokens()).unpack();
    }

    @Test
    void idsAreThoseThatTheBundleStores() {
        List<TokenSet> sets = tokenized(pieces.options());
        int equal = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            int[] stored = pieces.ids(frame);
            int[] ids = ids(sets.get(frame));
            for (int i = 0; i < Pieces.TOKENS; i++) {
                equal += ids[i] == stored[i] ? 1 : 0;
            }
        }
        assertThat(equal).isGreaterThan(FRAMES * Pieces.TOKENS * 98 / 100);
    }

    @Test
    void fewerTokensAreTheFirstOfMore() {
        List<TokenSet> all = tokenized(pieces.options());
        List<TokenSet> few = tokenized(asking(32));
        for (int frame = 0; frame < FRAMES; frame++) {
            assertThat(ids(few.get(frame))).isEqualTo(Arrays.copyOf(ids(all.get(frame)), 32));
            assertThat(few.get(frame).tokens().bytes()).isEqualTo(48);
        }
    }

    @Test
    void aFrameIsARowOfSlotsOfWhichTheFirstHaveTokens() {
        TokenSet set = tokenized(asking(8)).get(0);
        assertThat(set.axis()).isEqualTo(Axis.PREFIX);
        assertThat(set.grid()).isEqualTo(new Grid(1, 1, Pieces.TOKENS));
        assertThat(set.positions()).isEmpty();
        assertThat(set.tokens().count()).isEqualTo(8);
    }

    @Test
    void theTokensDoNotDependOnTheBatch() {
        assertThat(tokenized(pieces.options().withBatch(4)))
                .isEqualTo(tokenized(pieces.options().withBatch(1)));
    }

    @Test
    void whatTheBundleCannotDoIsRefused() {
        assertRefused(asking(129), "makes at most 128 tokens of a frame, not 129");
        assertRefused(pieces.options().withPrefix(new PrefixOptions(0, 0.05)), "cannot be told a quality");
        assertRefused(pieces.options().withPayload(Payload.VECTORS), "makes ids, not vectors");
        assertRefused(pieces.options().withSize(256), "was made for frames of [128] pixels, not 256");
        assertRefused(pieces.options().withSystem(TokenizerSystem.KARL), "is of the system one-d-piece, not karl");
    }

    private void assertRefused(TokenizeOptions options, String why) {
        assertThatThrownBy(() -> Tokenizers.open(options, pieces.bundle(), EngineOptions.defaults()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the bundle one-d-piece-small " + why);
    }

    @Test
    void eachFrameIsReleasedOnceEvenIfItCannotBeEncoded() {
        PictureFrame good = pieces.frame("a", 0);
        PictureFrame misfit = PictureFrame.misfit("a", 1);
        try (Tokenizer tokenizer = Tokenizers.open(pieces.options(), pieces.bundle(), EngineOptions.defaults())) {
            CompletableFuture<EncodedFrame> one = tokenizer.encode(good);
            CompletableFuture<EncodedFrame> other = tokenizer.encode(misfit);
            assertThat(one.join().tokens()).isEqualTo(Pieces.TOKENS);
            assertThatThrownBy(other::join).hasMessageContaining("a frame of 2x2 pixels came where 128x128");
        }
        assertThat(good.releases()).hasValue(1);
        assertThat(misfit.releases()).hasValue(1);
    }
}
