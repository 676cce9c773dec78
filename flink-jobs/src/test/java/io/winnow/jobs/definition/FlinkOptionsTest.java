package io.winnow.jobs.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlinkOptionsTest {
    private static FlinkOptions at(String rest) {
        return PipelineDefinition.forSources(
                        "shop",
                        PipelineDefinition.named(List.of("door.mp4")),
                        List.of("edges.tokens=local", "flink.rest=" + rest))
                .flink();
    }

    @Test
    void aClusterHasTheAddressesOfAllItsJobManagers() {
        assertThat(FlinkOptions.defaults().addresses()).isEmpty();
        assertThat(at("http://one:8081, http://other:8081").addresses())
                .containsExactly(URI.create("http://one:8081"), URI.create("http://other:8081"));
    }

    @Test
    void anAddressWithoutAHostIsRefused() {
        assertThatThrownBy(() -> at("http://one:8081,two"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("flink.rest is http://HOST:PORT");
    }
}
