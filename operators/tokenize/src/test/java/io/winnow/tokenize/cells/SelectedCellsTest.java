package io.winnow.tokenize.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.ModelException;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import io.winnow.records.Grid;
import io.winnow.records.Halves;
import io.winnow.records.Tokens;
import io.winnow.tokenize.DrawnBundle;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.Payload;
import io.winnow.tokenize.PictureFrame;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.TokenizerSystem;
import io.winnow.tokenize.Tokenizers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LaVIT's architecture in small, with weights drawn at random: what it makes of pictures means nothing, but must be told as it is. */
class SelectedCellsTest {
    private static final int SIZE = 112;
    private static final int CELLS = 64;
    private static final int WIDTH = 64;
    private static final int FRAMES = 9;

    @TempDir
    static Path folder;

    private static Bundle bundle = Bundle.open(PictureFrame.CELLS);

    @BeforeAll
    static void convert() throws IOException {
        bundle = DrawnBundle.of("lavit", "reference", folder);
    }

    private static byte[] pixels(int frame) {
        byte[] pixels = new byte[3 * SIZE * SIZE];
        new Random(frame).nextBytes(pixels);
        return pixels;
    }

    private static TokenizeOptions options() {
        return TokenizeOptions.defaults().withSystem(TokenizerSystem.LAVIT).withSize(SIZE);
    }

    private static List<TokenSet> tokenized(TokenizeOptions options) {
        try (Tokenizer tokenizer = Tokenizers.open(options, bundle, EngineOptions.defaults())) {
            List<CompletableFuture<EncodedFrame>> encoded = new ArrayList<>();
            for (int i = 0; i < FRAMES; i++) {
                encoded.add(tokenizer.encode(new PictureFrame("camera", 0, i, SIZE, pixels(i), new AtomicInteger())));
            }
            return encoded.stream()
                    .map(frame -> tokenizer.tokenize(List.of(frame.join())).join())
                    .toList();
        }
    }

    @Test
    void tokensAreTheCellsThatTheGraphKeepsInTheirOrder() {
        Tensor images = Tensor.allocate(ElementType.UINT8, FRAMES, SIZE, SIZE, 3);
        ByteBuffer all = images.data().duplicate();
        IntStream.range(0, FRAMES).forEach(i -> all.put(pixels(i)));
        Tensor keep = Tensor.allocate(ElementType.UINT8, FRAMES, CELLS);
        Tensor ids = Tensor.allocate(ElementType.INT64, FRAMES, CELLS);
        try (Graph encode = bundle.graph("encode", EngineOptions.defaults())) {
            encode.run(Map.of("images", images), Map.of("keep", keep, "ids", ids));
        }
        List<TokenSet> sets = tokenized(options());
        for (int i = 0; i < FRAMES; i++) {
            int first = i * CELLS;
            int[] kept = IntStream.range(0, CELLS)
                    .filter(cell -> keep.data().get(first + cell) == 1)
                    .toArray();
            TokenSet set = sets.get(i);
            assertThat(set.grid()).isEqualTo(new Grid(1, 8, 8));
            assertThat(kept).hasSizeBetween(1, CELLS - 1);
            assertThat(set.positions().orElseThrow().unpack()).containsExactly(kept);
            assertThat(((Tokens.Ids) set.tokens()).unpack())
                    .containsExactly(Arrays.stream(kept)
                            .map(cell -> (int) ids.longs().get(first + cell))
                            .toArray());
        }
        assertThat(sets.stream().map(set -> set.tokens().count()).distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void theTokensDoNotDependOnTheBatch() {
        assertThat(tokenized(options().withBatch(1)))
                .isEqualTo(tokenized(options().withBatch(4)));
    }

    @Test
    void vectorsAreThoseOfTheKeptCells() {
        TokenSet ids = tokenized(options()).get(0);
        TokenSet set = tokenized(options().withPayload(Payload.VECTORS)).get(0);
        Tokens.Vectors vectors = (Tokens.Vectors) set.tokens();
        assertThat(set.positions()).isEqualTo(ids.positions());
        assertThat(vectors.count()).isEqualTo(ids.tokens().count());
        assertThat(Halves.unpack(vectors.halves())).hasSize(vectors.count() * WIDTH);
    }

    @Test
    void defaultsForABundleAreOfItsSystemAndSize() {
        assertThat(TokenizeOptions.defaultsFor(bundle.manifest()))
                .isEqualTo(options().withBundle("lavit"));
        assertThat(TokenizeOptions.defaultsFor(Bundle.open(PictureFrame.CELLS).manifest()))
                .isEqualTo(TokenizeOptions.defaults());
        Bundle reader = Bundle.open(PictureFrame.CELLS.resolveSibling("reader-blind"));
        assertThatThrownBy(() -> TokenizeOptions.defaultsFor(reader.manifest()))
                .hasMessageContaining("tokenizes no pictures");
    }

    @Test
    void aSystemThatIsNotTheBundlesIsRefused() {
        TokenizeOptions cells = options().withSystem(TokenizerSystem.CELLS);
        assertThatThrownBy(() -> Tokenizers.open(cells, bundle, EngineOptions.defaults()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("selects cells");
        TokenizeOptions clips = options().withSystem(TokenizerSystem.VQTOKEN);
        assertThatThrownBy(() -> Tokenizers.open(clips, bundle, EngineOptions.defaults()))
                .isInstanceOf(ModelException.class);
        Bundle whole = Bundle.open(PictureFrame.CELLS);
        TokenizeOptions selected = options().withSize(224);
        assertThatThrownBy(() -> Tokenizers.open(selected, whole, EngineOptions.defaults()))
                .hasMessageContaining("keeps every cell");
    }
}
