package io.winnow.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.Ran;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static JsonNode refusal(String keep) {
        return Ran.of("ask", "clip.mp4", "What is it?", "--keep", keep, "--json")
                .refusal(2);
    }

    @Test
    void whatCannotBeKeptIsRefusedBeforeAnythingIsRead() {
        for (String keep : List.of("0", "-1", "256", "NaN", "tokens", "5 frames", "0 tokens", "0 tokens/s")) {
            JsonNode error = refusal(keep);
            assertThat(error.path("code").asText()).isEqualTo("BAD_VALUE");
            assertThat(error.path("what").asText()).startsWith("prune.keep cannot be " + keep + ": ");
        }
        assertThat(refusal("256").path("what").asText()).contains("256 tokens");
        assertThat(refusal("5 frames").path("what").asText()).contains("500 tokens/s");
    }
}
