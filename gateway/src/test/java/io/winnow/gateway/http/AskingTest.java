package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AskingTest {

    @Test
    void whatCouldNotBePutToAStreamIsToldBesideWhatWas() {
        Asking asking = new Asking(
                Map.of("q", "dock/1"),
                Map.of("dock/2", "as many wait as may (the gateway): come back"),
                Optional.of("the run is silent"),
                Caller.NEIGHBOUR,
                1);
        assertThat(asking.open()).containsExactly("q");
        McpResult result = asking.result();
        assertThat(result.text())
                .contains(
                        "dock/1: no answer so far; when there is one, GET /api/questions/q has it",
                        "dock/2: it was not asked, since as many wait as may (the gateway): come back",
                        "the run is silent");
        JsonNode content = new Json().tree(result.content());
        assertThat(content.at("/unanswered/0/questionId").asText()).isEqualTo("q");
        assertThat(content.at("/unanswered/1/questionId").asText()).isEmpty();
        assertThat(content.at("/unanswered/1/stream").asText()).isEqualTo("dock/2");
        assertThat(content.get("note").asText()).isEqualTo("the run is silent");
    }
}
