package io.winnow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.jobs.definition.WebhookOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertEndpointsTest {
    private static WebhookOptions options(String secrets) {
        WebhookOptions defaults = WebhookOptions.defaults();
        return new WebhookOptions(
                Map.of("pager", "https://hooks.example/alerts"),
                Map.of("pager", secrets),
                defaults.allow(),
                defaults.http(),
                defaults.timeout(),
                defaults.retries());
    }

    @Test
    void thereAreNoneUnlessSomeAreNamed() {
        assertThat(AlertEndpoints.of(WebhookOptions.defaults())).isEmpty();
    }

    @Test
    void takesEndpointsWhoseSecretsCanBeRead(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("pager"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
        assertThat(AlertEndpoints.of(options(file.toString())))
                .hasValueSatisfying(
                        config -> assertThat(config.endpoints()).singleElement().hasToString("pager at hooks.example"));
    }

    @Test
    void refusesToStartWithoutASecret(@TempDir Path folder) {
        CommandFailure refused = catchThrowableOfType(
                CommandFailure.class,
                () -> AlertEndpoints.of(options(folder.resolve("none").toString())));
        assertThat(refused.failure().code()).isEqualTo("WEBHOOK_SECRET");
        assertThat(refused.failure().exit()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.failure().where()).isEqualTo("webhooks.secrets.pager");
    }
}
