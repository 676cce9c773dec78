package io.winnow.cli.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.Ran;
import io.winnow.cli.command.Json;
import io.winnow.cli.scenes.Scene;
import io.winnow.cli.scenes.SceneComposer;
import io.winnow.records.TokenRecord;
import io.winnow.records.avro.TokenFile;
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
        Ran ran = Ran.of("tokenize", picture().toString(), "--json");

        JsonNode line = ran.document();
        assertThat(ran.status()).isZero();
        assertThat(line.get("ids")).hasSize(49);
        assertThat(line.get("bytes").asInt()).isEqualTo(74);
        assertThat(line.get("tokenizer").asText()).startsWith("lite0-cells@");
        assertThat(line.get("clock").asText()).isEqualTo("MEDIA");
    }

    @Test
    void whatIsWrittenIsTheRecordsThatWereTold() throws IOException {
        Path file = folder.resolve("scene.tokens");

        Ran ran = Ran.of("tokenize", picture().toString(), "--out", file.toString(), "--json");

        try (TokenFile.Reader reader = TokenFile.read(file)) {
            TokenRecord record = reader.next().orElseThrow();
            assertThat(Json.read(Json.write(TokenDocument.of(record)))).isEqualTo(ran.document());
            assertThat(record.computeDigest()).hasSize(64);
            assertThat(record.origin().run()).isEmpty();
            assertThat(record.pixels()).isEqualTo(320 * 240);
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void orderedTokensAreAsManyAsAreAskedFor() throws IOException {
        String[] pieces = {
            "tokenize", picture().toString(), "--tokenizer", "one-d-piece-small", "--json", "--tokens", "8"
        };
        Ran few = Ran.of(pieces);
        pieces[6] = "128";
        Ran all = Ran.of(pieces);
        assertThat(few.document().get("ids")).hasSize(8);
        assertThat(few.document().get("bytes").asInt()).isEqualTo(12);
        assertThat(all.document().get("ids"))
                .hasSize(128)
                .startsWith(few.document().get("ids").get(0));
        pieces[6] = "129";
        JsonNode refusal = Ran.of(pieces).refusal(2);
        assertThat(refusal.get("what").asText()).contains("at most 128 tokens of a frame, not 129");
    }

    @Test
    void aSelectorKeepsSomeCellsOfALargerGridWithTheirPlaces() throws IOException {
        Ran ran = Ran.of("tokenize", picture().toString(), "--tokenizer", "lavit-cells", "--size", "320", "--json");

        JsonNode line = ran.document();
        assertThat(ran.status()).isZero();
        assertThat(line.get("ids").size()).isBetween(1, 99);
        assertThat(line.get("positions")).hasSameSizeAs(line.get("ids"));
        int tokens = line.get("ids").size();
        assertThat(line.get("bytes").asInt()).isEqualTo((tokens * 12 + 7) / 8 + (tokens * 7 + 7) / 8);
        assertThat(line.get("tokenizer").asText()).startsWith("lavit-cells@");
    }

    @Test
    void aSizeThatTheBundleWasNotMadeForIsRefused() throws IOException {
        Ran ran = Ran.of("tokenize", picture().toString(), "--size", "320", "--json");

        assertThat(ran.refusal(2).get("what").asText()).contains("was not made for pictures of 320 pixels");
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
