package io.winnow.tokenize.prefix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.SafeTensors;
import io.winnow.model.Tensor;
import io.winnow.model.convert.Conversion;
import io.winnow.records.Grid;
import io.winnow.records.Positions;
import io.winnow.records.Tokens;
import io.winnow.tokenize.DrawnBundle;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.PictureFrame;
import io.winnow.tokenize.PrefixOptions;
import io.winnow.tokenize.RgbPicture;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.Tokenizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published architectures in small, with the weights of the cases that their own code computed. */
class PublishedPrefixTest {
    private static final Path ROOT = Path.of(System.getProperty("winnow.root"));
    private static final Path ARCHITECTURES = ROOT.resolve("operators/model/src/test/resources/published");
    private static final int SIDE = 256;
    private static final int SLOTS = 256;

    @TempDir
    Path folder;

    private static Path reference(String name) {
        Path reference = ROOT.resolve("../shared/reference").resolve(name);
        assumeThat(reference).as("the reference case beside the project").isDirectory();
        return reference;
    }

    private Bundle converted(String system, Path reference) {
        return Conversion.convert(
                ARCHITECTURES,
                system,
                List.of(reference.resolve("weights.safetensors")),
                folder.resolve("bundle"),
                told -> {});
    }

    private static PictureFrame frame(Path reference) {
        Tensor planes =
                SafeTensors.read(reference.resolve("inputs.safetensors")).get("images_u8");
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = planes.data().get(i % 3 * SIDE * SIDE + i / 3);
        }
        return new PictureFrame("case", 0, 0, SIDE, true, rgb, new AtomicInteger());
    }

    private static TokenSet tokenized(Bundle bundle, Path reference, PrefixOptions wish) {
        TokenizeOptions options = TokenizeOptions.defaultsFor(bundle.manifest()).withPrefix(wish);
        try (Tokenizer tokenizer = Tokenizers.open(options, bundle, EngineOptions.defaults())) {
            EncodedFrame encoded = tokenizer.encode(frame(reference)).join();
            return tokenizer.tokenize(List.of(encoded)).join();
        }
    }

    private static int[] ints(SafeTensors outputs, String name) {
        Tensor tensor = outputs.get(name);
        return IntStream.range(0, (int) tensor.elements())
                .map(i -> tensor.data().getInt(i * Integer.BYTES))
                .toArray();
    }

    private static int[] kept(SafeTensors outputs, String name) {
        Tensor tensor = outputs.get(name);
        return IntStream.range(0, (int) tensor.elements())
                .filter(i -> tensor.data().get(i) != 0)
                .toArray();
    }

    /** Holds a picture against some rows and columns of the published one, channels first. */
    private static void assertShows(RgbPicture picture, SafeTensors outputs, String name, int of) {
        Tensor some = outputs.get(name);
        int shown = (int) some.shape()[2];
        int step = (SIDE + shown - 1) / shown;
        for (int i = 0; i < 3 * shown * shown; i++) {
            int channel = i / shown / shown;
            int row = i / shown % shown * step;
            int column = i % shown * step;
            float known = 255 * Math.max(0, Math.min(1, some.floats().get(of * 3 * shown * shown + i)));
            assertThat((float) (picture.rgb()[3 * (row * SIDE + column) + channel] & 255))
                    .as("%s, channel %d, row %d, column %d", name, channel, row, column)
                    .isBetween(known - 1, known + 1);
        }
    }

    @Test
    void karlKeepsThePublishedSlotsWithTheirIdsInABitmap() {
        Path reference = reference("karl-vqgan");
        SafeTensors outputs = SafeTensors.read(reference.resolve("outputs.safetensors"));
        Bundle bundle = converted("karl", reference);
        for (PrefixOptions wish : List.of(
                new PrefixOptions(0, 0.03),
                new PrefixOptions(0, 0),
                new PrefixOptions(256, 0.09),
                new PrefixOptions(64, 0.05),
                new PrefixOptions(40, 0.5))) {
            String run = "eps" + wish.error() + "_T" + wish.tokensOf(SLOTS);
            int[] kept = kept(outputs, run + "/kept");
            int[] ids = ints(outputs, run + "/ids");
            TokenSet set = tokenized(bundle, reference, wish);
            assertThat(set.grid()).isEqualTo(new Grid(1, 1, SLOTS));
            Tokens.Ids positions = set.positions().orElseThrow();
            assertThat(positions.bytes()).as(run).isEqualTo(SLOTS / 8);
            assertThat(Positions.cells(positions)).as(run).isEqualTo(kept);
            assertThat(((Tokens.Ids) set.tokens()).unpack())
                    .as(run)
                    .isEqualTo(Arrays.stream(kept).map(slot -> ids[slot]).toArray());
            assertThat(set.tokens().bytes()).isEqualTo((kept.length * 12 + 7) / 8);
        }
    }

    @Test
    void karlShowsWhatThePublishedDecoderDoes() {
        Path reference = reference("karl-vqgan");
        SafeTensors outputs = SafeTensors.read(reference.resolve("outputs.safetensors"));
        Bundle bundle = converted("karl", reference);
        TokenSet set = tokenized(bundle, reference, new PrefixOptions(0, 0));
        try (Reconstructor reconstructor = Reconstructor.open(bundle, 2, EngineOptions.defaults())) {
            RgbPicture picture =
                    reconstructor.picture("s", set.tokens(), set.positions()).join();
            assertShows(picture, outputs, "eps0.05_T256/image_sub", 0);
        }
    }

    @Test
    void withoutACodebookTokensAreVectorsWhateverPayloadIsAskedFor() throws IOException {
        Bundle bundle = DrawnBundle.of("karl", "vqgan-continuous", folder);
        PictureFrame frame = PictureFrame.noise("case", SIDE);
        TokenizeOptions options = TokenizeOptions.defaultsFor(bundle.manifest());
        try (Tokenizer tokenizer = Tokenizers.open(options, bundle, EngineOptions.defaults());
                Reconstructor reconstructor = Reconstructor.open(bundle, 1, EngineOptions.defaults())) {
            TokenSet set =
                    tokenizer.tokenize(List.of(tokenizer.encode(frame).join())).join();
            Tokens.Vectors vectors = (Tokens.Vectors) set.tokens();
            assertThat(vectors.width()).isEqualTo(12);
            assertThat(vectors.count()).isBetween(1, SLOTS);
            RgbPicture picture =
                    reconstructor.picture("s", vectors, set.positions()).join();
            assertThat(picture.width()).isEqualTo(SIDE);
            assertThatThrownBy(() -> reconstructor.picture("s", Tokens.Ids.pack(new int[] {1}, 12), Optional.empty()))
                    .hasMessageContaining("tokens are ids");
        }
    }

    @Test
    void onePiecesIdsAndPrefixesAreThePublishedOnes() {
        Path reference = reference("one-d-piece-256px-stage2");
        SafeTensors outputs = SafeTensors.read(reference.resolve("outputs.safetensors"));
        Bundle bundle = converted("one-d-piece", reference);
        TokenSet set = tokenized(bundle, reference, new PrefixOptions(0, 0));
        assertThat(((Tokens.Ids) set.tokens()).unpack()).isEqualTo(ints(outputs, "ids"));
        try (Reconstructor reconstructor = Reconstructor.open(bundle, 3, EngineOptions.defaults())) {
            List<CompletableFuture<RgbPicture>> shown = IntStream.of(1, 8, 256)
                    .mapToObj(tokens -> reconstructor.picture("s", set.tokens().first(tokens), set.positions()))
                    .toList();
            assertShows(shown.get(0).join(), outputs, "k1_image_sub", 0);
            assertShows(shown.get(1).join(), outputs, "k8_image_sub", 0);
            assertShows(shown.get(2).join(), outputs, "k256_image_sub", 0);
        }
    }
}
