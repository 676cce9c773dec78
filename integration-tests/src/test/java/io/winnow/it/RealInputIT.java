package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.cli.Main;
import io.winnow.cli.command.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command on real clips of three containers. */
class RealInputIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<JsonNode> documents(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                Streams.plain(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                arguments);
        assertThat(status).as("%s%s", out, err).isZero();
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(RealInputIT::read)
                .toList();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("no document: " + line, e);
        }
    }

    @Test
    void askAnswersOnEachContainer() {
        assumeThat(SharedData.clips()).isNotEmpty();
        for (Path clip : SharedData.clips()) {
            List<JsonNode> answers = documents("ask", clip.toString(), "What is in the picture?", "--json");
            assertThat(answers).as(clip.toString()).hasSize(1);
            JsonNode answer = answers.get(0);
            assertThat(answer.path("stream").asText())
                    .isEqualTo(clip.getFileName().toString());
            assertThat(answer.path("answer").asText()).isNotBlank();
            assertThat(answer.path("confidence").asDouble()).isBetween(0.0, 1.0);
            assertThat(answer.path("tokens").path("read").asLong()).isPositive();
            assertThat(answer.path("evidence")).isNotEmpty();
        }
    }

    @Test
    void demoCountsTheFramesOfEachContainer() throws IOException {
        assumeThat(SharedData.clips()).isNotEmpty();
        for (Path clip : SharedData.clips()) {
            List<JsonNode> documents =
                    documents("demo", clip.toString(), "--question", "What is in the picture?", "--no-page", "--json");
            JsonNode counts = documents.get(documents.size() - 1);
            assertThat(counts.path("frames").asLong()).as(clip.toString()).isEqualTo(Media.frames(clip));
            assertThat(counts.path("answers").asLong()).isEqualTo(1);
            assertThat(counts.path("deadLetters").asLong()).isZero();
        }
    }
}
