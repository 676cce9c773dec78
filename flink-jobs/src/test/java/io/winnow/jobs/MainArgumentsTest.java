package io.winnow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.jobs.definition.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainArgumentsTest {
    private static final List<PlannedJob> JOBS =
            List.of(new PlannedJob("tokenize", List.of(Stage.TOKENIZE)), new PlannedJob("prune", List.of(Stage.PRUNE)));

    @Test
    void readsAPipelineAJobAndOverrides() {
        MainArguments read = MainArguments.parse(
                List.of("--pipeline", "shop.yaml", "--job", "prune", "--set", "a=1", "--set", "b=2", "--fresh"));
        assertThat(read).isEqualTo(new MainArguments("shop.yaml", "prune", List.of("a=1", "b=2"), true, false, false));
        assertThat(read.choose(JOBS)).extracting(PlannedJob::name).containsExactly("prune");
    }

    @Test
    void withoutAJobAllAreSubmitted() {
        assertThat(MainArguments.parse(List.of("--pipeline", "shop.yaml")).choose(JOBS))
                .isEqualTo(JOBS);
    }

    @Test
    void aJobThatThePipelineDoesNotHaveIsRefusedWithThoseItHas() {
        MainArguments read = MainArguments.parse(List.of("--pipeline", "shop.yaml", "--job", "read"));
        assertThatThrownBy(() -> read.choose(JOBS)).hasMessageContaining("it has tokenize, prune");
    }

    @Test
    void anUnknownArgumentIsRefused() {
        assertThatThrownBy(() -> MainArguments.parse(List.of("--pipline", "x"))).hasMessageContaining("--pipline");
    }
}
