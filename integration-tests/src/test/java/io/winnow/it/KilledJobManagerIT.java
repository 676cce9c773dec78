package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.worker.camera.Manner;
import io.winnow.decode.worker.camera.RtspCamera;
import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.SourceDefinition;
import io.winnow.jobs.run.RunCounts;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.SessionFlink;
import io.winnow.jobs.run.StoredRun;
import io.winnow.records.Answer;
import io.winnow.topics.TopicRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job manager that leads is killed while questions are asked and answered; another one stands by. */
class KilledJobManagerIT {
    private static final String PIPELINE = "led";
    private static final String JOB = "tokenize-prune-read";
    private static final int ENDLESS = 100_000;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    @Test
    void theRunGoesOnFromItsLastCheckpointAndWhoeverFollowsItSeesItsEnd() throws Exception {
        try (ZooKeeperProcess keeper = ZooKeeperProcess.start(folder);
                BrokerProcess broker = BrokerProcess.start(folder);
                RtspCamera camera =
                        RtspCamera.open(new Manner(5, ENDLESS, 5, 0, 0, Manner.End.CLOSES, "", Optional.empty()));
                FlinkCluster cluster = FlinkCluster.start(folder, 1, 1, Map.of(), highlyAvailable(keeper))) {
            cluster.addJobManager();
            ResolvedPipeline pipeline = pipeline(camera, broker);
            StoredRun run = Pipelines.open(pipeline, "run-1");
            try (SessionFlink flink = SessionFlink.at(cluster.rests());
                    Asker asker = Asker.of(broker.kafka(), run, 1);
                    RunningPipeline running = new PipelineRunner(
                                    flink, RunStore.of(pipeline.definition().flink()))
                            .start(pipeline, StartOptions.defaults())) {
                CompletableFuture<RunCounts> end = CompletableFuture.supplyAsync(() -> end(running));
                String job = running.stored().job(JOB).id();
                asker.awaitAnswers();
                Awaitility.await().atMost(PATIENCE).until(() -> cluster.checkpoints(job) > 0);

                cluster.killLeader();
                asker.awaitAnswers();
                assertThat(cluster.restores(job)).isPositive();

                asker.end();
                CommandRun.documents(
                        "streams",
                        "remove",
                        "camera",
                        "--pipeline",
                        PIPELINE,
                        "--set",
                        "kafka.bootstrap=" + broker.bootstrap());
                RunCounts counts = end.get(PATIENCE.toMinutes(), TimeUnit.MINUTES);
                assertThat(counts.answers()).isEqualTo(asker.asked().size());
                check(asker, broker);
            }
        }
    }

    private List<String> highlyAvailable(ZooKeeperProcess keeper) {
        return List.of(
                "high-availability.type: zookeeper",
                "high-availability.zookeeper.quorum: " + keeper.address(),
                "high-availability.zookeeper.client.session-timeout: 12000",
                "high-availability.storageDir: " + folder.resolve("leaders").toUri());
    }

    private ResolvedPipeline pipeline(RtspCamera camera, BrokerProcess broker) {
        return Pipelines.of(
                PIPELINE,
                folder.resolve("state"),
                List.of(new SourceDefinition("camera", camera.address(), "")),
                "edges.tokens=local",
                "edges.pruned=local",
                "kafka.bootstrap=" + broker.bootstrap(),
                "flink.parallelism=1",
                "flink.checkpoint-interval=1s");
    }

    private static RunCounts end(RunningPipeline running) {
        try {
            return running.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private static void check(Asker asker, BrokerProcess broker) {
        assertThat(Told.answers(Topics.read(broker.bootstrap(), PIPELINE, TopicRegistry.ANSWERS)))
                .extracting(Answer::questionId)
                .containsExactlyInAnyOrderElementsOf(asker.asked());
        assertThat(asker.letters()).isEmpty();
    }
}
