package io.winnow.jobs.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlinkOptionsTest {
    private static FlinkOptions at(String rest) {
        Duration second = Duration.ofSeconds(1);
        return new FlinkOptions(rest, "", "", second, second, 1, second, second, 1, 0, "");
    }

    @Test
    void aClusterHasTheAddressesOfAllItsJobManagers() {
        assertThat(FlinkOptions.defaults().addresses()).isEmpty();
        assertThat(at("http://one:8081, http://other:8081").addresses())
                .containsExactly(URI.create("http://one:8081"), URI.create("http://other:8081"));
    }

    @Test
    void anAddressWithoutAHostIsRefused() {
        assertThatThrownBy(() -> at("http://one:8081,two")).hasMessageContaining("flink.rest is http://HOST:PORT");
        assertThatThrownBy(() -> at(",")).hasMessageContaining("flink.rest is http://HOST:PORT");
    }
}
