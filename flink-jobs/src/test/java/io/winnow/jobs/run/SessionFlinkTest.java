package io.winnow.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.jobs.definition.DefinitionException;
import io.winnow.jobs.definition.FlinkOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionFlinkTest {
    private static final long MEBIBYTE = 1L << 20;

    @Test
    void aClusterIsReachedThroughRestAndRefusedWhereItKeepsTooLittleForNativeCode() throws Exception {
        MemoryPlan kept = MemoryPlan.of(List.of(64 * MEBIBYTE), 0, 0);
        try (EmbeddedFlink cluster = EmbeddedFlink.start(1, kept, Map.of());
                SessionFlink session = SessionFlink.at(cluster.rest())) {
            assertThat(session.client().listJobs().get(10, TimeUnit.SECONDS)).isEmpty();
            session.check(kept);
            DefinitionException refused = catchThrowableOfType(
                    DefinitionException.class, () -> session.check(MemoryPlan.of(List.of(65 * MEBIBYTE), 0, 0)));
            assertThat(refused.where()).isEqualTo("taskmanager.memory.task.off-heap.size");
            assertThat(refused.hint()).contains("65m");
        }
    }

    @Test
    void aClusterThatIsNotThereIsAnErrorOfItsAddress() {
        try (SessionFlink session = SessionFlink.at(URI.create("http://127.0.0.1:9"))) {
            PipelineFailure failed = catchThrowableOfType(PipelineFailure.class, () -> session.check(MemoryPlan.NONE));
            assertThat(failed.code()).isEqualTo("FLINK_UNREACHABLE");
            assertThat(failed.exit()).isEqualTo(4);
        }
    }

    @Test
    void aJobJarThatIsNotThereIsNamed() {
        try (SessionFlink session = SessionFlink.at(URI.create("http://127.0.0.1:9"))) {
            PipelineFailure failed =
                    catchThrowableOfType(PipelineFailure.class, () -> session.jar(FlinkOptions.defaults()));
            assertThat(failed.code()).isEqualTo("NO_JOB_JAR");
        }
    }
}
