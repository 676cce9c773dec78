package io.winnow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that cannot be read, known before anything is started. */
class BadSourceTest {
    @TempDir
    Path folder;

    private List<Ran> ran(Path source) throws IOException {
        Path file = Files.writeString(folder.resolve("line.yaml"), """
                name: line
                sources:
                  - {id: door, address: %s}
                """.formatted(source));
        List<Ran> all = new ArrayList<>();
        all.add(Ran.of("ask", source.toString(), "What is it?", "--json"));
        all.add(Ran.of("demo", source.toString(), "--no-page", "--json"));
        all.add(Ran.of("run", file.toString(), "--json"));
        return all;
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Path missing = folder.resolve("none.mp4");
        for (Ran ran : ran(missing)) {
            JsonNode error = ran.refusal(3);
            assertThat(error.path("code").asText()).isEqualTo("NO_SOURCE");
            assertThat(error.path("what").asText()).contains(missing.toString());
        }
    }

    @Test
    void aFolderWithoutMediaIsNamed() throws IOException {
        Path words = Files.createDirectories(folder.resolve("words"));
        Files.writeString(words.resolve("readme.txt"), "words");
        for (Ran ran : ran(words)) {
            JsonNode error = ran.refusal(3);
            assertThat(error.path("code").asText()).isEqualTo("NO_MEDIA");
            assertThat(error.path("what").asText()).contains(words.toString());
        }
    }

    @Test
    void questionsThatCannotBeAskedAreWrongUsage() throws IOException {
        Path clip = Files.writeString(folder.resolve("clip.mp4"), "never decoded");
        for (String question : List.of("", " \t", "what ".repeat(1 << 18), "what\u0000is it", "ring \u0007 it")) {
            assertThat(Ran.of("ask", clip.toString(), question, "--json")
                            .refusal(2)
                            .path("code")
                            .asText())
                    .isEqualTo("BAD_QUESTION");
            assertThat(Ran.of("demo", "--question", question, "--no-page", "--json")
                            .refusal(2)
                            .path("code")
                            .asText())
                    .isEqualTo("BAD_QUESTION");
        }
    }

    @Test
    void aTimeThatEndsBeforeItBeginsIsWrongUsage() throws IOException {
        Path clip = Files.writeString(folder.resolve("clip.mp4"), "never decoded");
        assertThat(Ran.of("ask", clip.toString(), "What is it?", "--from", "9s", "--to", "3s", "--json")
                        .refusal(2)
                        .path("code")
                        .asText())
                .isEqualTo("BAD_RANGE");
    }
}
