package io.winnow.cli.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.Ran;
import io.winnow.cli.clip.SceneClip;
import io.winnow.cli.scenes.Scene;
import io.winnow.cli.scenes.SceneComposer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconstructCommandTest {
    @TempDir
    Path folder;

    private Path picture() throws IOException {
        Scene scene = new SceneComposer().compose(3, 8);
        Path file = folder.resolve("scene.png");
        ImageIO.write(scene.at(Duration.ofSeconds(4), 320, 240), "png", file.toFile());
        return file;
    }

    private Path out() {
        return folder.resolve("out.png");
    }

    private Ran reconstruct(Path file, String... options) {
        String[] all = new String[options.length + 5];
        System.arraycopy(options, 0, all, 5, options.length);
        all[0] = "reconstruct";
        all[1] = file.toString();
        all[2] = "--out";
        all[3] = out().toString();
        all[4] = "--json";
        return Ran.of(all);
    }

    private Path tokens(String... options) throws IOException {
        Path file = folder.resolve("scene.tokens");
        String[] all = new String[options.length + 6];
        System.arraycopy(options, 0, all, 6, options.length);
        all[0] = "tokenize";
        all[1] = picture().toString();
        all[2] = "--tokenizer";
        all[3] = "one-d-piece-small";
        all[4] = "--out";
        all[5] = file.toString();
        assertThat(Ran.of(all).status()).isZero();
        return file;
    }

    @Test
    void aPictureIsShownByItsTokensAndMeasured() throws IOException {
        Ran ran = reconstruct(picture());
        JsonNode line = ran.document();
        assertThat(ran.status()).isZero();
        assertThat(line.get("tokens").asInt()).isEqualTo(128);
        assertThat(line.get("bytes").asInt()).isEqualTo(192);
        assertThat(line.get("psnr").asDouble()).isBetween(15.0, 60.0);
        assertThat(line.get("msSsim").asDouble()).isBetween(0.3, 1.0);
        assertThat(line.get("l1").asDouble()).isBetween(0.0001, 0.2);
        BufferedImage image = ImageIO.read(out().toFile());
        assertThat(image.getWidth()).isEqualTo(128);
        assertThat(image.getHeight()).isEqualTo(128);
    }

    @Test
    void aFileOfTokensShowsTheSameAsItsPicture() throws IOException {
        reconstruct(picture(), "--tokens", "16");
        byte[] direct = Files.readAllBytes(out());
        Ran ran = reconstruct(tokens("--tokens", "16"));
        assertThat(ran.document().get("tokens").asInt()).isEqualTo(16);
        assertThat(ran.document().get("psnr").isNull()).isTrue();
        assertThat(Files.readAllBytes(out())).isEqualTo(direct);
        reconstruct(tokens(), "--tokens", "16");
        assertThat(Files.readAllBytes(out())).isEqualTo(direct);
    }

    @Test
    void aGridHasTheOriginalAndEveryDoublingOfTheTokens() throws IOException {
        JsonNode line = reconstruct(picture(), "--grid", "--tokens", "20").document();
        assertThat(line.get("prefixes").findValuesAsText("tokens")).containsExactly("1", "2", "4", "8", "16", "20");
        assertThat(line.get("prefixes").get(5).get("psnr")).isEqualTo(line.get("psnr"));
        assertThat(ImageIO.read(out().toFile()).getWidth()).isEqualTo(8 + 7 * 136);
        reconstruct(tokens(), "--grid", "--tokens", "1");
        assertThat(ImageIO.read(out().toFile()).getWidth())
                .as("no original is left")
                .isEqualTo(8 + 136);
    }

    @Test
    void theFramesOfAClipAreASheet() throws IOException, InterruptedException {
        Path clip = SceneClip.draw(1, folder).file();
        Ran ran = reconstruct(clip, "--tokens", "8", "--frames", "5", "--fps", "1");
        assertThat(ran.documents()).hasSize(5);
        assertThat(ran.documents().get(4).get("startMicros").asLong()).isEqualTo(4_000_000);
        assertThat(ImageIO.read(out().toFile()).getWidth()).isEqualTo(8 + 3 * 136);
    }

    @Test
    void whatCannotBeShownIsRefused() throws IOException {
        assertThat(reconstruct(picture(), "--tokenizer", "lite0-cells")
                        .refusal(3)
                        .get("what")
                        .asText())
                .contains("lite0-cells makes no pictures of tokens");
        assertThat(reconstruct(tokens(), "--tokenizer", "lite0-cells")
                        .refusal(3)
                        .get("code")
                        .asText())
                .isEqualTo("OTHER_BUNDLE");
        assertThat(reconstruct(picture(), "--tokens", "0")
                        .refusal(2)
                        .get("code")
                        .asText())
                .isEqualTo("BAD_TOKENS");
        assertThat(reconstruct(picture(), "--quality", "0.1")
                        .refusal(2)
                        .get("what")
                        .asText())
                .contains("cannot be told a quality");
        assertThat(reconstruct(folder.resolve("none.png"))
                        .refusal(3)
                        .get("code")
                        .asText())
                .isEqualTo("NO_FILE");
        assertThat(reconstruct(folder).refusal(3).get("what").asText()).contains("not a regular file");
    }

    @Test
    void aDamagedFileOfTokensIsNamed() throws IOException {
        Path file = tokens();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 9));
        JsonNode error = reconstruct(file).refusal(3);
        assertThat(error.get("code").asText()).isEqualTo("BAD_TOKENS");
        assertThat(error.get("what").asText()).contains("record 1 of").contains("ends in the middle");
    }
}
