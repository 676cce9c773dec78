package io.winnow.tokenize.prefix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.ModelException;
import io.winnow.records.Axis;
import io.winnow.records.Grid;
import io.winnow.records.Positions;
import io.winnow.records.Tokens;
import io.winnow.tokenize.PrefixOptions;
import io.winnow.tokenize.RgbPicture;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.quality.PictureQuality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundle of KARL that is shipped. */
class WishedQualityTest {
    private static final int FRAMES = 9;

    private static final Pieces PIECES = new Pieces("karl-small");

    /** Loaded once for all. */
    private static Graph encoder;

    @BeforeAll
    static void load() {
        encoder = PIECES.bundle().graph(PrefixShape.ENCODE, EngineOptions.defaults());
    }

    @AfterAll
    static void unload() {
        encoder.close();
    }

    private List<TokenSet> tokenized(TokenizeOptions options, boolean all) {
        EngineOptions engine = EngineOptions.defaults();
        Bundle bundle = PIECES.bundle();
        try (Tokenizer tokenizer =
                all ? PrefixTokenizer.ofAll(options, bundle, engine) : PrefixTokenizer.open(options, bundle, engine)) {
            List<CompletableFuture<TokenSet>> made = new ArrayList<>();
            for (int i = 0; i < FRAMES; i++) {
                made.add(tokenizer
                        .encode(PIECES.frame("stream-" + i % 3, i))
                        .thenCompose(frame -> tokenizer.tokenize(List.of(frame))));
            }
            return made.stream().map(CompletableFuture::join).toList();
        }
    }

    private List<TokenSet> asking(double error, int most) {
        return tokenized(PIECES.options().withPrefix(new PrefixOptions(most, error)), false);
    }

    private static double mean(List<TokenSet> sets) {
        return sets.stream().mapToInt(set -> set.tokens().count()).average().orElseThrow();
    }

    @Test
    void aLargerErrorTakesFewerTokens() {
        double fine = mean(asking(0.03, 0));
        double usual = mean(asking(0, 0));
        double coarse = mean(asking(0.16, 0));
        assertThat(fine).isGreaterThan(usual);
        assertThat(usual).isGreaterThan(coarse);
    }

    @Test
    void theErrorIsATwentiethWhereNobodySaysAnything() {
        assertThat(asking(0, 0)).isEqualTo(asking(0.05, 0));
    }

    @Test
    void aBudgetIsNotExceeded() {
        assertThat(asking(0.03, 16))
                .allSatisfy(set -> assertThat(set.tokens().count()).isBetween(1, 16));
    }

    @Test
    void framesOfDifferentWishesShareBatchesAndKeepTheirOwnResults() {
        List<TokenSet> fine = asking(0.04, 0);
        List<TokenSet> coarse = asking(0.12, 0);
        EngineOptions engine = EngineOptions.defaults();
        try (Tokenizer one = PrefixTokenizer.open(
                        PIECES.options().withPrefix(new PrefixOptions(0, 0.04)), PIECES.bundle(), engine);
                Tokenizer other = PrefixTokenizer.open(
                        PIECES.options().withPrefix(new PrefixOptions(0, 0.12)), PIECES.bundle(), engine)) {
            List<CompletableFuture<TokenSet>> mixed = new ArrayList<>();
            for (int i = 0; i < FRAMES; i++) {
                for (Tokenizer tokenizer : List.of(one, other)) {
                    mixed.add(tokenizer
                            .encode(PIECES.frame("s", i))
                            .thenCompose(frame -> tokenizer.tokenize(List.of(frame))));
                }
            }
            for (int i = 0; i < FRAMES; i++) {
                assertThat(mixed.get(2 * i).join()).isEqualTo(fine.get(i));
                assertThat(mixed.get(2 * i + 1).join()).isEqualTo(coarse.get(i));
            }
        }
    }

    @Test
    void tokensAreTheIdsOfTheKeptSlots() {
        List<TokenSet> all = tokenized(PIECES.options().withPrefix(new PrefixOptions(0, 0.09)), true);
        List<TokenSet> kept = asking(0.09, 0);
        for (int i = 0; i < FRAMES; i++) {
            TokenSet set = kept.get(i);
            int[] every = ((Tokens.Ids) all.get(i).tokens()).unpack();
            assertThat(every).hasSize(Pieces.TOKENS);
            assertThat(set.axis()).isEqualTo(Axis.PREFIX);
            assertThat(set.grid()).isEqualTo(new Grid(1, 1, Pieces.TOKENS));
            int count = set.tokens().count();
            int[] slots = set.positions()
                    .map(Positions::cells)
                    .orElseGet(() -> IntStream.range(0, count).toArray());
            assertThat(((Tokens.Ids) set.tokens()).unpack())
                    .isEqualTo(Arrays.stream(slots).map(slot -> every[slot]).toArray());
        }
    }

    @Test
    void mostPicturesStayWithinTheError() {
        try (Reconstructor reconstructor = Reconstructor.open(PIECES.bundle(), 8, EngineOptions.defaults())) {
            List<TokenSet> kept = asking(0.12, 0);
            int within = 0;
            for (int i = 0; i < FRAMES; i++) {
                RgbPicture shown = reconstructor
                        .picture("s", kept.get(i).tokens(), kept.get(i).positions())
                        .join();
                within += PictureQuality.l1(PIECES.picture(i), shown) <= 0.12 ? 1 : 0;
            }
            assertThat(within).isGreaterThanOrEqualTo(FRAMES - 1);
        }
    }

    @Test
    void aChoiceOfSlotsIsAPictureToo() {
        try (Reconstructor reconstructor = Reconstructor.open(PIECES.bundle(), 2, EngineOptions.defaults())) {
            Tokens.Ids three = Tokens.Ids.pack(Arrays.copyOf(PIECES.ids(0), 3), 12);
            RgbPicture first =
                    reconstructor.picture("s", three, Optional.empty()).join();
            RgbPicture same = reconstructor
                    .picture("s", three, Optional.of(Positions.bitmap(new int[] {0, 1, 2}, 128)))
                    .join();
            RgbPicture spread = reconstructor
                    .picture("s", three, Optional.of(Positions.bitmap(new int[] {0, 1, 9}, 128)))
                    .join();
            assertThat(same).isEqualTo(first);
            assertThat(spread).isNotEqualTo(first);
        }
    }

    @Test
    void whatTheBundleCannotDoIsRefused() {
        assertThatThrownBy(() -> asking(0.05, 200))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("karl-small makes at most 128 tokens of a frame, not 200");
        assertThatThrownBy(() -> new PrefixOptions(0, 1))
                .hasMessageContaining("tokenize.quality is at least 0 and below 1");
        assertThatThrownBy(() -> new PrefixOptions(-1, 0)).hasMessageContaining("tokenize.tokens is not negative");
    }
}
