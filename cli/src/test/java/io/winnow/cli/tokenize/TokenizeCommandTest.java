package io.winnow.cli.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.Ran;
import io.winnow.cli.scenes.Scene;
import io.winnow.cli.scenes.SceneComposer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizeCommandTest {
    @TempDir
    Path folder;

    @Test
    void aPictureIsOneLineOfIds() throws IOException {
        Path lines = folder.resolve("lines.jsonl");

        Ran ran = Ran.of("tokenize", picture().toString(), "--out", lines.toString(), "--json");

        JsonNode line = ran.document();
        assertThat(ran.status()).isZero();
        assertThat(line.get("ids")).hasSize(49);
        assertThat(line.get("bytes").asInt()).isEqualTo(74);
        assertThat(line.get("tokenizer").asText()).startsWith("lite0-cells@");
        assertThat(line.get("clock").asText()).isEqualTo("MEDIA");
        assertThat(Files.readString(lines)).isEqualTo(ran.out());
    }

    @Test
    void aSelectorKeepsSomeCellsOfALargerGridWithTheirPlaces() throws IOException {
        Ran ran = Ran.of("tokenize", picture().toString(), "--tokenizer", "lavit-cells", "--size", "320", "--json");

        JsonNode line = ran.document();
        assertThat(ran.status()).isZero();
        assertThat(line.get("ids").size()).isBetween(1, 99);
        assertThat(line.get("positions")).hasSameSizeAs(line.get("ids"));
        assertThat(line.get("tokenizer").asText()).startsWith("lavit-cells@");
    }

    @Test
    void aSizeThatTheBundleWasNotMadeForIsRefused() throws IOException {
        Ran ran = Ran.of("tokenize", picture().toString(), "--size", "320", "--json");

        assertThat(ran.status()).isNotZero();
        assertThat(ran.err() + ran.out()).contains("was made for frames of [224, 384] pixels, not 320");
    }

    @Test
    void aFileThatIsNoMediaIsInput() throws IOException {
        Path text = Files.writeString(folder.resolve("text.mp4"), "no clip");

        Ran alone = Ran.of("tokenize", text.toString(), "--json");
        Ran among = Ran.of("tokenize", text.toString(), picture().toString(), "--json");

        assertThat(alone.status()).isEqualTo(3);
        assertThat(alone.document().get("error").get("code").asText()).isEqualTo("NOT_MEDIA");
        assertThat(among.status()).isEqualTo(5);
        assertThat(among.documents()).hasSize(1);
    }

    private Path picture() throws IOException {
        Scene scene = new SceneComposer().compose(3, 8);
        Path file = folder.resolve("scene.png");
        ImageIO.write(scene.at(Duration.ofSeconds(4), 320, 240), "png", file.toFile());
        return file;
    }
}
