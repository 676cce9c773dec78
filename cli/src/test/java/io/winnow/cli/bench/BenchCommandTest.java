package io.winnow.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.cli.Ran;
import org.junit.jupiter.api.Test;

class BenchCommandTest {

    @Test
    void withoutTheBenchmarksItSaysHowToGetThem() {
        Ran ran = Ran.of("bench", "--json");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.document().get("error").get("hint").asText()).contains("./winnow bench");
    }
}
