package io.winnow.jobs.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.net.AddressKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookOptionsTest {
    private static final String SHOP = """
        name: shop
        sources: [/videos/door.mp4]
        webhooks:
          endpoints:
            pager: https://hooks.example/alerts?key=1
            board: https://board.example
          secrets: {pager: /run/secrets/pager, board: "env:BOARD"}
          allow: [private]
          retries: [10s, 1min]
        """;

    private static WebhookOptions parse(String... overrides) {
        return PipelineDefinition.parse(SHOP, "shop.yaml", Path.of("/pipelines"), List.of(overrides))
                .webhooks();
    }

    @Test
    void readsEndpointsByTheirNames() {
        WebhookOptions options = parse("webhooks.retries=5s,5min,2h");
        assertThat(options.endpoints())
                .containsEntry("pager", "https://hooks.example/alerts?key=1")
                .containsOnlyKeys("board", "pager");
        assertThat(options.secrets()).containsEntry("board", "env:BOARD");
        assertThat(options.allow()).containsExactly(AddressKind.PRIVATE);
        assertThat(options.retries())
                .containsExactly(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(2));
        assertThat(parse().retries()).hasSize(2);
    }

    @Test
    void sendsNothingAnywhereUnlessToldTo() {
        WebhookOptions defaults = WebhookOptions.defaults();
        assertThat(defaults.endpoints()).isEmpty();
        assertThat(defaults.allow()).isEmpty();
        assertThat(defaults.http()).isFalse();
        assertThat(defaults.retries().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofHours(75).plusMinutes(35).plusSeconds(5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        webhooks.endpoints.pager=http://hooks.example       | webhooks.http: true
        webhooks.endpoints.pager=ftp://hooks.example        | begins with https://
        webhooks.endpoints.pager=hooks.example              | begins with https://
        webhooks.endpoints.pager=https://a b                | is no address
        webhooks.endpoints.pager=https://me:you@hooks.example | no user, password or fragment
        webhooks.endpoints.Pager=https://hooks.example      | lower-case
        webhooks.endpoints.third=https://hooks.example      | third has no secret
        webhooks.secrets.pagr=/run/secrets/other            | nearest is pager
        webhooks.timeout=2min                               | at most 1min
        webhooks.retries=8d                                 | at most 7d
        """)
    void refusesWhatCannotBe(String override, String why) {
        DefinitionException refused = catchThrowableOfType(DefinitionException.class, () -> parse(override));
        assertThat(refused.code()).isEqualTo("BAD_VALUE");
        assertThat(refused.what()).contains(why);
        assertThat(refused.where()).isEqualTo("--set " + Shown.of(override));
    }

    @Test
    void aSecretInTheFileIsRefusedAndNotRepeated() {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        DefinitionException refused =
                catchThrowableOfType(DefinitionException.class, () -> parse("webhooks.secrets.pager=" + secret));
        assertThat(refused.what()).contains("is a secret itself");
        assertThat(refused.what() + refused.where() + refused.hint()).doesNotContain(secret.substring(6));
    }

    @Test
    void takesPlainHttpWhereThatIsMeant() {
        assertThat(parse("webhooks.endpoints.pager=http://hooks.example", "webhooks.http=true")
                        .http())
                .isTrue();
    }
}
