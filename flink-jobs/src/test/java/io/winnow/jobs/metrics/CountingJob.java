package io.winnow.jobs.metrics;

import io.winnow.jobs.definition.FlinkOptions;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.JobName;
import io.winnow.jobs.run.JobSettings;
import io.winnow.metrics.MetricNames;
import io.winnow.records.flink.StageMetrics;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job of a pipeline whose stage does nothing but count. */
final class CountingJob implements AutoCloseable {
    static final JobName NAME = new JobName("shop", "prune", "run-1");

    private final EmbeddedFlink flink;
    private final JobID id;

    private CountingJob(EmbeddedFlink flink, JobID id) {
        this.flink = flink;
        this.id = id;
    }

    static CountingJob start(EmbeddedFlink flink, Path folder) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(JobSettings.of(
                FlinkOptions.defaults(),
                NAME.toString(),
                folder.resolve("checkpoints").toUri().toString(),
                Optional.empty()));
        env.fromSequence(1, Long.MAX_VALUE)
                .uid("numbers")
                .setParallelism(1)
                .map(new Counting())
                .returns(Long.class)
                .uid("counting")
                .setParallelism(1)
                .sinkTo(new DiscardingSink<>())
                .uid("away")
                .setParallelism(1);
        return new CountingJob(
                flink,
                flink.client().submitJob(env.getStreamGraph().getJobGraph()).get(30, TimeUnit.SECONDS));
    }

    @Override
    public void close() throws Exception {
        flink.client().cancel(id).get(30, TimeUnit.SECONDS);
    }

    private static final class Counting extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1;
        private static final int SLOW = 1_000;
        private transient Counter windows = new SimpleCounter();
        private transient Histogram batchSize = new DescriptiveStatisticsHistogram(1);

        @Override
        public void open(OpenContext context) {
            StageMetrics metrics = StageMetrics.of(getRuntimeContext().getMetricGroup(), "prune");
            windows = metrics.counter(MetricNames.WINDOWS);
            batchSize = metrics.histogram(MetricNames.BATCH_SIZE);
            metrics.counter(MetricNames.DEAD_LETTERS, "ID_RANGE").inc();
        }

        @Override
        public Long map(Long number) throws InterruptedException {
            windows.inc();
            batchSize.update(number % 8);
            if (number % SLOW == 0) {
                Thread.sleep(1);
            }
            return number;
        }
    }
}
