package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.FramePolicy;
import io.winnow.decode.SourceAddress;
import io.winnow.frames.Decoded;
import io.winnow.records.StageContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The source in a real job, with checkpoints all the while. */
@Timeout(300)
class VideoJobTest {
    private static final int CLIPS = 3;
    private static final int FRAMES = 40;
    private static final int MOST_TOLD = 1_000;
    private static final long CHECKPOINT_MILLIS = 20;
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @TempDir
    static Path media;

    private static List<String> undisturbed;

    @BeforeAll
    static void draw() throws Exception {
        for (int i = 0; i < CLIPS; i++) {
            Media.clip(media.resolve(i + ".mp4"), FRAMES + i);
            Media.picture(media.resolve(i + ".png"), i);
        }
        FAILED.set(true);
        undisturbed = run(2);
    }

    @Test
    void aJobThatFailsOnceTellsNothingElseThanOneThatDoesNot() throws Exception {
        FAILED.set(false);
        List<String> disturbed = run(2);

        assertThat(FAILED).isTrue();
        assertThat(undisturbed).doesNotHaveDuplicates();
        assertThat(disturbed).containsExactlyInAnyOrderElementsOf(undisturbed);
    }

    @Test
    void parallelismChangesNothing() throws Exception {
        FAILED.set(true);
        assertThat(run(1)).containsExactlyInAnyOrderElementsOf(undisturbed);
    }

    private static List<String> run(int parallelism) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 2);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        environment.enableCheckpointing(CHECKPOINT_MILLIS);
        VideoSource source = new VideoSource(
                List.of(new SourceAddress("s", media.toString(), "")),
                DecodeOptions.defaults().withPolicy(new FramePolicy.KeepAll()),
                Bench.SIZE,
                new StageContext("run", "pipeline", "decode", "digest"));
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "decode")
                .map(new FailsOnce())
                .executeAndCollect(MOST_TOLD);
    }

    /** Takes the pixels; fails, if none has, some frames after a checkpoint. */
    private static final class FailsOnce extends RichMapFunction<Decoded, String> implements CheckpointListener {
        private static final long serialVersionUID = 1;
        private static final int AFTER = 3;

        private int sinceCheckpoint = Integer.MIN_VALUE;

        @Override
        public String map(Decoded decoded) {
            if (++sinceCheckpoint > AFTER && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("fails once, as the test wants it");
            }
            return Told.of(decoded).toString();
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            sinceCheckpoint = 0;
        }
    }
}
