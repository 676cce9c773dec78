package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.SessionFlink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two jobs on one task manager, cancelled and submitted again and again. */
class ResubmitIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ROUNDS = 5;
    private static final double GROWTH = 1.15;

    @TempDir
    Path folder;

    @Test
    void jobsShareOneSessionAndLeaveNoMemoryBehind() throws IOException, InterruptedException {
        Path clip = Media.steady(folder.resolve("long.mp4"), "testsrc2=size=320x240:rate=25", 3000);
        // With the heap in memory from the start, all that grows is native. Without a bound, the C library keeps an
        // arena of freed memory for each of many threads.
        try (BrokerProcess broker = BrokerProcess.start(folder);
                FlinkCluster cluster =
                        FlinkCluster.start(folder, 1, 2, Map.of("MALLOC_ARENA_MAX", "2"), "-XX:+AlwaysPreTouch");
                SessionFlink flink = SessionFlink.at(cluster.rest())) {
            JavaProcess taskManager = cluster.taskManagers().get(0);
            List<Long> kibibytes = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                try (RunningPipeline left = start(pipeline("left", clip, broker), flink);
                        RunningPipeline right = start(pipeline("right", clip, broker), flink)) {
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .until(() -> cluster.checkpoints(job(left)) > 0 && cluster.checkpoints(job(right)) > 0);
                    left.cancel();
                    right.cancel();
                }
                Awaitility.await().atMost(PATIENCE).until(() -> taskManager.children() == 0);
                kibibytes.add(taskManager.pssKib());
            }
            assertThat(sessions(taskManager.output())).isEqualTo(expectedSessions());
            assertThat(kibibytes.get(ROUNDS - 1)).as("%s", kibibytes).isLessThan((long) (kibibytes.get(1) * GROWTH));
        }
    }

    private ResolvedPipeline pipeline(String name, Path clip, BrokerProcess broker) {
        return Pipelines.resolve(
                name,
                folder.resolve("state"),
                List.of(clip),
                "stages=tokenize",
                "decode.policy=keep-all",
                "kafka.bootstrap=" + broker.bootstrap(),
                "flink.checkpoint-interval=500ms");
    }

    private static RunningPipeline start(ResolvedPipeline pipeline, SessionFlink flink) throws InterruptedException {
        return new PipelineRunner(flink, RunStore.of(pipeline.definition().flink()))
                .start(pipeline, StartOptions.defaults().withFresh(true).withCreateTopics(true));
    }

    private static String job(RunningPipeline running) {
        return running.stored().job("tokenize").id();
    }

    /** How many sessions the process held after each time that it opened or closed one. */
    private static List<Integer> sessions(String log) {
        List<Integer> held = new ArrayList<>();
        log.lines().forEach(line -> {
            int before = held.isEmpty() ? 0 : held.get(held.size() - 1);
            if (line.contains("Opened the session of ")) {
                held.add(before + 1);
            } else if (line.contains("Closed the session of ")) {
                held.add(before - 1);
            }
        });
        return held;
    }

    private static List<Integer> expectedSessions() {
        List<Integer> held = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            held.addAll(List.of(1, 0));
        }
        return held;
    }
}
