package io.winnow.tokenize.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.SafeTensors;
import io.winnow.records.Grid;
import io.winnow.records.Tokens;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.Payload;
import io.winnow.tokenize.PictureFrame;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.Tokenizers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped selector over the shipped encoder's cells. */
class ShippedSelectorTest {
    private static final Path SELECTOR = PictureFrame.CELLS.resolveSibling("lavit-cells");
    private static final int EXAMPLES = 64;
    private static final int CELLS = 49;
    /** The examples are photos first, then drawings, and at the end plain colours. */
    private static final int PHOTOS = 40;

    private static final int PLAIN = 4;

    private final Bundle bundle = Bundle.open(SELECTOR);
    private final TokenizeOptions options = TokenizeOptions.defaultsFor(bundle.manifest());

    private List<TokenSet> tokenized(TokenizeOptions how) {
        List<PictureFrame> frames = IntStream.range(0, EXAMPLES)
                .mapToObj(i -> PictureFrame.example("camera", i, i))
                .toList();
        return tokenized(how, frames);
    }

    private List<TokenSet> tokenized(TokenizeOptions how, List<PictureFrame> frames) {
        try (Tokenizer tokenizer = Tokenizers.open(how, bundle, EngineOptions.defaults())) {
            List<CompletableFuture<EncodedFrame>> encoded = new ArrayList<>();
            frames.forEach(frame -> encoded.add(tokenizer.encode(frame)));
            return encoded.stream()
                    .map(frame -> tokenizer.tokenize(List.of(frame.join())).join())
                    .toList();
        }
    }

    @Test
    void tokensAreThoseThatPyTorchMakes() {
        SafeTensors stored = SafeTensors.read(SELECTOR.resolve("examples.safetensors"));
        List<TokenSet> sets = tokenized(options);
        int alike = 0;
        int all = 0;
        for (int example = 0; example < EXAMPLES; example++) {
            int first = example * CELLS;
            int[] wanted = new int[CELLS];
            int[] made = new int[CELLS];
            Arrays.fill(made, -1);
            for (int cell = 0; cell < CELLS; cell++) {
                boolean kept = stored.get("select.keep").data().get(first + cell) == 1;
                wanted[cell] = kept ? stored.get("select.ids").data().getInt(Integer.BYTES * (first + cell)) : -1;
            }
            int[] ids = ((Tokens.Ids) sets.get(example).tokens()).unpack();
            int[] places = sets.get(example).positions().orElseThrow().unpack();
            IntStream.range(0, ids.length).forEach(i -> made[places[i]] = ids[i]);
            for (int cell = 0; cell < CELLS; cell++) {
                all += wanted[cell] < 0 && made[cell] < 0 ? 0 : 1;
                alike += wanted[cell] >= 0 && wanted[cell] == made[cell] ? 1 : 0;
            }
        }
        assertThat(alike).isGreaterThan(all * 98 / 100);
    }

    @Test
    void theCountFollowsWhatIsInThePicture() {
        int[] counts = tokenized(options).stream()
                .mapToInt(set -> set.tokens().count())
                .toArray();
        double photos = Arrays.stream(counts).limit(PHOTOS).average().orElseThrow();
        double plain = Arrays.stream(counts).skip(EXAMPLES - PLAIN).average().orElseThrow();

        assertThat(plain).isLessThan(photos / 2);
        assertThat(Arrays.stream(counts).min().orElseThrow()).isPositive();
        assertThat(Arrays.stream(counts).distinct().count()).isGreaterThan(5);
    }

    @Test
    void theTokensDoNotDependOnTheBatch() {
        assertThat(tokenized(options.withBatch(1))).isEqualTo(tokenized(options.withBatch(8)));
    }

    @Test
    void vectorsAreThoseOfTheKeptCells() {
        TokenSet ids = tokenized(options).get(0);
        TokenSet set = tokenized(options.withPayload(Payload.VECTORS)).get(0);

        assertThat(set.positions()).isEqualTo(ids.positions());
        assertThat(set.tokens().count()).isEqualTo(ids.tokens().count());
        assertThat(set.tokens().bytes()).isEqualTo(2 * 256 * set.tokens().count());
    }

    @ParameterizedTest
    @ValueSource(ints = {224, 256, 288, 320, 352, 384})
    void gridsGrowWithThePicture(int size) {
        byte[] pixels = new byte[3 * size * size];
        new Random(size).nextBytes(pixels);
        PictureFrame frame = new PictureFrame("camera", 0, 0, size, pixels, new AtomicInteger());
        TokenSet set = tokenized(options.withSize(size), List.of(frame)).get(0);

        assertThat(set.grid()).isEqualTo(new Grid(1, size / 32, size / 32));
        assertThat(Arrays.stream(set.positions().orElseThrow().unpack()).max().orElseThrow())
                .isLessThan(set.grid().cells());
    }
}
