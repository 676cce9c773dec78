package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.archive.FrameTokens;
import io.winnow.archive.LocalPlace;
import io.winnow.archive.RunTokens;
import io.winnow.archive.TopicRow;
import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.SessionFlink;
import io.winnow.records.Element;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that keeps a pipeline's tokens in an archive is killed, or stopped and resumed, in the middle of it. */
class KilledRunArchiveIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RUN = "kept-run";
    private static final int FRAMES = 400;
    private static final int OBJECT = 15;

    @TempDir
    Path folder;

    @Test
    void theArchiveHoldsEachRecordOfTheTopicOnce() throws IOException, InterruptedException {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                FlinkCluster cluster = FlinkCluster.start(folder, 2, 2, Map.of());
                SessionFlink flink = SessionFlink.at(cluster.rest())) {
            ResolvedPipeline pipeline = pipeline(broker);
            Pipelines.open(pipeline, RUN);
            try (RunningPipeline running = start(pipeline, flink)) {
                String job = awaitObjects(running, cluster);
                cluster.taskManagerOf(job).killAlone();
                running.await();
                assertThat(cluster.restores(job)).isPositive();
            }
            assertHoldsEachRecordOnce(broker);
        }
    }

    @Test
    void aRunThatWasStoppedGoesOnWithTheSameObject() throws IOException, InterruptedException {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                FlinkCluster cluster = FlinkCluster.start(folder, 1, 4, Map.of());
                SessionFlink flink = SessionFlink.at(cluster.rest())) {
            ResolvedPipeline pipeline = pipeline(broker);
            Pipelines.open(pipeline, RUN);
            try (RunningPipeline running = start(pipeline, flink)) {
                awaitObjects(running, cluster);
                running.stop();
            }
            int before = objects().size();
            assertThat(before).isLessThan(FRAMES / OBJECT);
            try (RunningPipeline resumed = start(pipeline, flink)) {
                resumed.await();
            }
            assertThat(objects()).hasSizeGreaterThan(before);
            assertHoldsEachRecordOnce(broker);
        }
    }

    private static RunningPipeline start(ResolvedPipeline pipeline, SessionFlink flink) throws InterruptedException {
        return new PipelineRunner(flink, RunStore.of(pipeline.definition().flink()))
                .start(pipeline, StartOptions.defaults());
    }

    /** The archive's job, when it has written some objects of many. */
    private String awaitObjects(RunningPipeline running, FlinkCluster cluster) {
        String job = running.stored().job("archive").id();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> cluster.checkpoints(job) > 1 && objects().size() > 2);
        return job;
    }

    private void assertHoldsEachRecordOnce(BrokerProcess broker) throws IOException {
        List<String> rows = new ArrayList<>();
        RunTokens kept = RunTokens.open(place()).orElseThrow();
        assertThat(kept.check(row -> rows.add(said(row)))).isEmpty();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        records(broker).stream().map(KilledRunArchiveIT::said).toList());
        assertThat(rows).hasSizeGreaterThan(FRAMES).doesNotHaveDuplicates();
        // Of a partition, all objects are full but the last.
        assertThat(kept.objects()).hasSizeBetween(rows.size() / OBJECT, rows.size() / OBJECT + 2);
    }

    private ResolvedPipeline pipeline(BrokerProcess broker) throws IOException {
        List<Path> clips = List.of(
                Media.steady(folder.resolve("steady.mp4"), "testsrc2=size=320x240:rate=25", FRAMES),
                Media.uneven(folder.resolve("uneven.mp4"), "testsrc2=size=320x240:rate=25", FRAMES));
        return Pipelines.resolve(
                "kept",
                folder.resolve("state"),
                clips,
                "stages=tokenize",
                "decode.policy=keep-all",
                "decode.slots=2",
                "tokenize.batch=1",
                "archive=" + folder.resolve("archive"),
                "archive-records=" + OBJECT,
                "kafka.bootstrap=" + broker.bootstrap(),
                "flink.parallelism=2",
                "flink.checkpoint-interval=300ms");
    }

    private LocalPlace place() {
        return new LocalPlace(folder.resolve("archive"));
    }

    private List<String> objects() throws IOException {
        return RunTokens.open(place()).map(RunTokens::objects).orElse(List.of());
    }

    /** What must be the same of a record and its row. */
    private static String said(TokenRecord record) {
        return said(TopicRow.of(0, record));
    }

    private static String said(TopicRow row) {
        FrameTokens frame = row.row().frame().orElseThrow();
        return String.join(
                " ",
                row.row().item().path(),
                "" + row.row().item().modifiedMillis(),
                row.row().tokenizer(),
                frame.epoch() + "/" + frame.seq(),
                frame.span().toString(),
                Arrays.toString(((Tokens.Ids) frame.tokens()).unpack()));
    }

    private static List<TokenRecord> records(BrokerProcess broker) {
        List<Element> elements = Topics.read(broker.bootstrap(), "kept", TopicRegistry.TOKENS);
        return elements.stream()
                .filter(TokenRecord.class::isInstance)
                .map(TokenRecord.class::cast)
                .toList();
    }
}
