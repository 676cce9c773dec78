package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.decode.worker.camera.Manner;
import io.winnow.decode.worker.camera.RtspCamera;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command on a camera. */
class LiveIT {
    private static final int MORE_THAN_IS_WATCHED = 100_000;

    @Test
    void askAnswersOnWhatACameraShowsAndWhen() throws IOException {
        try (RtspCamera camera = RtspCamera.open(Manner.of(MORE_THAN_IS_WATCHED).asking("me:secret"))) {
            long beganMicros = System.currentTimeMillis() * 1_000;
            CommandRun ran = CommandRun.of("ask", camera.address(), "What is in the picture?", "--seconds", "5");
            assertThat(ran.status()).as(ran.err()).isZero();
            assertThat(ran.err()).doesNotContain("secret");
            List<JsonNode> answers = ran.documents();
            assertThat(answers).hasSize(1);
            assertThat(answers.get(0).path("stream").asText()).isEqualTo("camera");
            assertThat(answers.get(0).path("tokens").path("read").asLong()).isPositive();
            JsonNode evidence = answers.get(0).path("evidence").get(0);
            assertThat(evidence.path("clock").asText()).isEqualTo("WALL");
            assertThat(evidence.path("startMicros").asLong()).isGreaterThanOrEqualTo(beganMicros);
        }
    }
}
