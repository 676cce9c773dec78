package io.winnow.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.net.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWatchTest {
    private static EmbeddedFlink cluster;

    @TempDir
    Path folder;

    @BeforeAll
    static void startCluster() {
        cluster = EmbeddedFlink.start(1, MemoryPlan.NONE, Map.of());
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    private static StoredRun run(JobID job) {
        StoredRun.StoredJob running = StoredRun.StoredJob.running(job.toHexString());
        return new StoredRun(
                "run-1", "shop", "digest", Map.of(), "", null, 1, "file:///c", Map.of(), Map.of("read", running));
    }

    @Test
    void aJobThatItsClusterDoesNotKnowIsSaidToBeForgotten() {
        try (SessionFlink session = SessionFlink.at(cluster.rest())) {
            RunWatch watch = new RunWatch(session, new RunStore(folder), run(new JobID())).follow();
            PipelineFailure failed = catchThrowableOfType(PipelineFailure.class, watch::await);
            assertThat(failed.code()).isEqualTo("JOB_FORGOTTEN");
            assertThat(failed.exit()).isEqualTo(4);
            assertThat(failed.hint()).contains("it resumes from the last checkpoint");
        }
    }

    @Test
    void whicheverJobManagerAnswersIsAsked() throws Exception {
        URI gone = URI.create("http://127.0.0.1:" + FreePort.find());
        try (SessionFlink session = SessionFlink.at(List.of(gone, cluster.rest()))) {
            assertThat(session.client().listJobs().get(1, TimeUnit.MINUTES)).isEmpty();
            assertThat(session.rest()).isEqualTo(cluster.rest());
        }
    }

    @Test
    void whereNoneAnswersTheLastThatDidIsNamed() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI gone = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            silent.close();
            try (SessionFlink session = SessionFlink.at(List.of(gone, gone))) {
                assertThat(session.rest()).isEqualTo(gone);
            }
        }
    }
}
