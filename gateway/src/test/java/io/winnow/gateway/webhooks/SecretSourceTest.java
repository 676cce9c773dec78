package io.winnow.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSourceTest {
    private static final String ONE = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_bmV3LXNlY3JldC1vZi10d2VudHktZm91ci1ieXRlcw==";

    @Test
    void readsAFileAnewEachTime(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("pager"), ONE + "\n");
        SecretSource source = new SecretSource(file.toString(), Map.of());
        assertThat(source.read()).hasSize(1);
        Files.writeString(file, OTHER + "\n" + ONE + "\n");
        assertThat(source.read()).hasSize(2);
    }

    @Test
    void readsAVariableOfTheEnvironment() throws Exception {
        SecretSource source = new SecretSource("env:PAGER", Map.of("PAGER", ONE + " " + OTHER));
        assertThat(source.read()).hasSize(2);
        assertThat(source).hasToString("env:PAGER");
    }

    @Test
    void saysWhyThereIsNoSecretWithoutRepeatingIt(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("pager"), ONE.substring(6));
        assertThat(new SecretSource(file.toString(), Map.of()).problem())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains(file.toString(), "begins with whsec_")
                        .doesNotContain(ONE.substring(6)));
        assertThat(new SecretSource(folder.resolve("none").toString(), Map.of()).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("cannot be read"));
        assertThat(new SecretSource("env:PAGER", Map.of()).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("no variable PAGER"));
        assertThat(new SecretSource("env:PAGER", Map.of("PAGER", "")).problem()).isPresent();
        assertThat(new SecretSource("env:PAGER", Map.of("PAGER", (ONE + " ").repeat(9))).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("9 secrets"));
    }
}
