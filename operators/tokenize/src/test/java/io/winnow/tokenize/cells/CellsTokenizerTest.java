package io.winnow.tokenize.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.ModelException;
import io.winnow.model.SafeTensors;
import io.winnow.model.Tensor;
import io.winnow.records.Axis;
import io.winnow.records.Grid;
import io.winnow.records.Tokens;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.Payload;
import io.winnow.tokenize.PictureFrame;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.Tokenizers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CellsTokenizerTest {
    private static final int EXAMPLES = 24;

    private final Bundle bundle = Bundle.open(PictureFrame.CELLS);

    @Test
    void idsAreThoseThatTheBundleStores() {
        Tensor stored = SafeTensors.read(PictureFrame.CELLS.resolve("examples.safetensors"))
                .get("ids");
        List<TokenSet> sets = tokenized(TokenizeOptions.defaults());

        int equal = 0;
        for (int example = 0; example < EXAMPLES; example++) {
            int[] ids = ((Tokens.Ids) sets.get(example).tokens()).unpack();
            for (int cell = 0; cell < ids.length; cell++) {
                equal += ids[cell] == stored.data().getInt(Integer.BYTES * (example * ids.length + cell)) ? 1 : 0;
            }
        }
        assertThat(equal).isGreaterThan(EXAMPLES * 49 * 98 / 100);
    }

    @Test
    void theTokensDoNotDependOnTheBatch() {
        assertThat(tokenized(TokenizeOptions.defaults().withBatch(8)))
                .isEqualTo(tokenized(TokenizeOptions.defaults().withBatch(1)));
    }

    @Test
    void aFrameIsAGridOfCellsInTheirOrder() {
        TokenSet set = tokenized(TokenizeOptions.defaults()).get(0);

        assertThat(set.axis()).isEqualTo(Axis.SPATIAL);
        assertThat(set.grid()).isEqualTo(new Grid(1, 7, 7));
        assertThat(set.positions()).isEmpty();
        assertThat(set.pivot()).isEqualTo(-1);
        assertThat(set.tokens().count()).isEqualTo(49);
        assertThat(set.tokens().bytes()).isEqualTo(74);
    }

    @Test
    void vectorsAreTheCellsBeforeTheyAreQuantised() {
        TokenSet set = tokenized(TokenizeOptions.defaults().withPayload(Payload.VECTORS))
                .get(0);

        assertThat(set.tokens()).isInstanceOf(Tokens.Vectors.class);
        assertThat(set.tokens().bytes()).isEqualTo(49 * 256 * 2);
    }

    @Test
    void aLargerFrameHasALargerGrid() {
        assertThat(CellsShape.of(bundle, 384)).isEqualTo(new CellsShape(384, 12, 256, 12, false));
    }

    @Test
    void aSizeThatTheBundleWasNotMadeForIsRefused() {
        assertThatThrownBy(() ->
                        Tokenizers.open(TokenizeOptions.defaults().withSize(256), bundle, EngineOptions.defaults()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("made for frames of [224, 384] pixels, not 256");
    }

    @Test
    void eachFrameIsReleasedOnceEvenIfItCannotBeEncoded() {
        PictureFrame good = PictureFrame.example("a", 0, 0);
        PictureFrame misfit = PictureFrame.misfit("a", 1);
        try (Tokenizer tokenizer = Tokenizers.open(TokenizeOptions.defaults(), bundle, EngineOptions.defaults())) {
            CompletableFuture<EncodedFrame> one = tokenizer.encode(good);
            CompletableFuture<EncodedFrame> other = tokenizer.encode(misfit);

            assertThat(one.join().cells()).isEqualTo(49);
            assertThatThrownBy(other::join).hasMessageContaining("a frame of 2x2 pixels came where 224x224");
        }
        assertThat(good.releases()).hasValue(1);
        assertThat(misfit.releases()).hasValue(1);
    }

    private List<TokenSet> tokenized(TokenizeOptions options) {
        try (Tokenizer tokenizer = Tokenizers.open(options, bundle, EngineOptions.defaults())) {
            List<CompletableFuture<EncodedFrame>> frames = new ArrayList<>();
            for (int i = 0; i < EXAMPLES; i++) {
                frames.add(tokenizer.encode(PictureFrame.example("stream-" + i % 3, i, i)));
            }
            return frames.stream()
                    .map(frame -> tokenizer.tokenize(List.of(frame.join())).join())
                    .toList();
        }
    }
}
