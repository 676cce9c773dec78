package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command on real clips of three containers. */
class RealInputIT {
    @Test
    void askAnswersOnEachContainer() {
        assumeThat(SharedData.clips()).isNotEmpty();
        for (Path clip : SharedData.clips()) {
            List<JsonNode> answers = CommandRun.documents("ask", clip.toString(), "What is in the picture?");
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
                    CommandRun.documents("demo", clip.toString(), "--question", "What is in the picture?", "--no-page");
            JsonNode counts = documents.get(documents.size() - 1);
            assertThat(counts.path("frames").asLong()).as(clip.toString()).isEqualTo(Media.frames(clip));
            assertThat(counts.path("answers").asLong()).isEqualTo(1);
            assertThat(counts.path("deadLetters").asLong()).isZero();
        }
    }
}
