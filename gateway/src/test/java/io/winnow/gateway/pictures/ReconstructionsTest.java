package io.winnow.gateway.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.Bundle;
import io.winnow.records.BundleRef;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Positions;
import io.winnow.records.StreamControl;
import io.winnow.records.Tokens;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconstructionsTest {
    private static final Path MODELS =
            Path.of(System.getProperty("winnow.root", "..")).resolve("models");
    private static final BundleRef PIECES =
            Bundle.open(MODELS.resolve("one-d-piece-small")).ref();
    private static final int SLOTS = 128;

    private final Reconstructions reconstructions = new Reconstructions(Optional.of(MODELS));

    @AfterEach
    void end() {
        reconstructions.clear();
    }

    @Test
    void aPictureIsMadeOfAsManyTokensAsAreAskedFor() throws IOException {
        byte[] all = reconstructions.jpeg("key", "door", code(PIECES, 64));
        byte[] few = reconstructions.jpeg("key", "door", code(PIECES, 64).first(2));
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(all));
        assertThat(picture.getWidth()).isEqualTo(128);
        assertThat(picture.getHeight()).isEqualTo(128);
        assertThat(few).isNotEqualTo(all);
        assertThat(reconstructions.jpeg("key", "door", code(PIECES, 2))).isSameAs(few);
    }

    @Test
    void whatWasClosedIsOpenedAgain() {
        byte[] before = reconstructions.jpeg("key", "door", code(PIECES, 8));
        reconstructions.clear();
        assertThat(reconstructions.jpeg("key", "door", code(PIECES, 8)))
                .isEqualTo(before)
                .isNotSameAs(before);
    }

    @Test
    void whatWasMadeOfAForgottenStreamIsNotKept() {
        byte[] door = reconstructions.jpeg("key", "door", code(PIECES, 8));
        byte[] gate = reconstructions.jpeg("key", "gate", code(PIECES, 8));
        reconstructions.refuse(ForgottenStreams.of(List.of(StreamControl.forget("door", 1_000))));
        byte[] again = reconstructions.jpeg("key", "door", code(PIECES, 8));
        assertThat(again).isEqualTo(door).isNotSameAs(door);
        assertThat(reconstructions.jpeg("key", "door", code(PIECES, 8))).isNotSameAs(again);
        assertThat(reconstructions.jpeg("key", "gate", code(PIECES, 8))).isSameAs(gate);
    }

    @Test
    void saysWhyNoPictureCanBeMade() {
        assertThat(reconstructions.serve(PIECES)).isTrue();
        assertRefused(
                new BundleRef("lite0-cells", "ab".repeat(32)),
                "lite0-cells takes pictures apart and has no decoder to put them together again");
        assertRefused(
                new BundleRef("of-somebody", "ab".repeat(32)),
                "the bundle of-somebody@abababababab, which made the tokens, is not where the gateway runs");
        BundleRef other = new BundleRef(PIECES.name(), "ab".repeat(32));
        assertThatThrownBy(() -> reconstructions.jpeg("key", "door", code(other, 8)))
                .isInstanceOf(PictureFollower.Impossible.class)
                .hasMessageContaining("and this gateway has " + PIECES + ", which would show something else");
        assertThat(reconstructions.serve(other)).isFalse();
        assertThat(new Reconstructions(Optional.empty()).serve(PIECES)).isFalse();
    }

    @Test
    void oneThatCannotBeOpenedIsRefusedForAWhileInWordsThatNameNoPlace(@TempDir Path folder) throws IOException {
        Path broken = Files.createDirectories(folder.resolve(PIECES.name()));
        Path whole = MODELS.resolve(PIECES.name());
        Files.copy(whole.resolve("bundle.yaml"), broken.resolve("bundle.yaml"));
        AtomicLong nanos = new AtomicLong();
        Reconstructions damaged = new Reconstructions(Optional.of(folder), nanos::get);
        assertThat(damaged.serve(PIECES)).isTrue();
        assertThatThrownBy(() -> damaged.jpeg("key", "door", code(PIECES, 8)))
                .isInstanceOf(PictureFollower.Impossible.class)
                .hasMessage(
                        "the decoder of one-d-piece-small cannot be opened where the gateway runs, whose log says why");
        assertThat(damaged.serve(PIECES)).isFalse();
        nanos.set(Duration.ofMinutes(2).toNanos());
        assertThat(damaged.serve(PIECES)).isTrue();
    }

    private void assertRefused(BundleRef tokenizer, String why) {
        assertThat(reconstructions.serve(tokenizer)).isFalse();
        assertThatThrownBy(() -> reconstructions.jpeg("key", "door", code(tokenizer, 8)))
                .isInstanceOf(PictureFollower.Impossible.class)
                .hasMessage(why);
    }

    private static FrameCode code(BundleRef tokenizer, int tokens) {
        int[] ids = IntStream.range(0, tokens).map(i -> 31 * i % 4096).toArray();
        return new FrameCode(
                0,
                0,
                tokenizer,
                Tokens.Ids.pack(ids, 12),
                Positions.list(IntStream.range(0, tokens).toArray(), SLOTS));
    }
}
