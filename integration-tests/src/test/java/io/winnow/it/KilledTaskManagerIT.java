package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.SessionFlink;
import io.winnow.records.Element;
import io.winnow.records.TokenRecord;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task manager is killed in the middle of a file. */
class KilledTaskManagerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RUN = "the-same-run";
    private static final int FRAMES = 500;

    @TempDir
    Path folder;

    @Test
    void committedRecordsAreThoseOfAnUndisturbedRun() throws IOException, InterruptedException {
        List<Path> clips = List.of(
                Media.steady(folder.resolve("steady.mp4"), "testsrc2=size=320x240:rate=25", FRAMES),
                Media.uneven(folder.resolve("uneven.mp4"), "testsrc2=size=320x240:rate=25", FRAMES));
        try (BrokerProcess broker = BrokerProcess.start(folder);
                FlinkCluster cluster = FlinkCluster.start(folder, 2, 2, Map.of());
                SessionFlink flink = SessionFlink.at(cluster.rest())) {
            ResolvedPipeline calm = pipeline("calm", clips, broker);
            try (RunningPipeline running = start(calm, flink)) {
                running.await();
            }
            ResolvedPipeline killed = pipeline("killed", clips, broker);
            try (RunningPipeline running = start(killed, flink)) {
                killInTheMiddle(job(running), cluster, broker);
                running.await();
                assertThat(cluster.restores(job(running))).isPositive();
            }
            assertThat(told(broker, "killed")).isEqualTo(told(broker, "calm"));
        }
    }

    private ResolvedPipeline pipeline(String name, List<Path> clips, BrokerProcess broker) {
        return Pipelines.resolve(
                name,
                folder.resolve("state"),
                clips,
                "stages=tokenize",
                "decode.policy=keep-all",
                "decode.slots=2",
                "tokenize.batch=1",
                "kafka.bootstrap=" + broker.bootstrap(),
                "flink.parallelism=2",
                "flink.checkpoint-interval=300ms");
    }

    private static RunningPipeline start(ResolvedPipeline pipeline, SessionFlink flink) throws InterruptedException {
        Pipelines.open(pipeline, RUN);
        return new PipelineRunner(flink, RunStore.of(pipeline.definition().flink()))
                .start(pipeline, StartOptions.defaults());
    }

    private static String job(RunningPipeline running) {
        return running.stored().job("tokenize").id();
    }

    private static void killInTheMiddle(String job, FlinkCluster cluster, BrokerProcess broker) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            long visible = records(broker).size();
            return cluster.checkpoints(job) > 1 && visible > 1;
        });
        JavaProcess victim = cluster.taskManagerOf(job);
        List<ProcessHandle> decoders = victim.killAlone();
        assertThat(records(broker)).hasSizeBetween(2, 2 * FRAMES - 1);
        assertThat(decoders).isNotEmpty();
        Awaitility.await().atMost(PATIENCE).until(() -> decoders.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static List<Element> records(BrokerProcess broker) {
        return Topics.read(broker.bootstrap(), "killed", TopicRegistry.TOKENS).stream()
                .filter(TokenRecord.class::isInstance)
                .toList();
    }

    private static Map<String, List<Element>> told(BrokerProcess broker, String pipeline) {
        return Told.byStream(Topics.read(broker.bootstrap(), pipeline, TopicRegistry.TOKENS));
    }
}
