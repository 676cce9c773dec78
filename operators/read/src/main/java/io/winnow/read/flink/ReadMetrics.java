package io.winnow.read.flink;

import io.winnow.metrics.MetricNames;
import io.winnow.model.batch.BatchListener;
import io.winnow.read.Reader;
import io.winnow.records.Answer;
import io.winnow.records.flink.StageMetrics;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** What the reader measures. */
final class ReadMetrics implements BatchListener {
    private final StageMetrics metrics;
    private final Histogram firstToken;
    private final Histogram answer;
    private final Histogram batchSize;
    private final Histogram batchLatency;
    private final Histogram call;

    ReadMetrics(MetricGroup group, Reader reader) {
        metrics = StageMetrics.of(group, "read");
        firstToken = metrics.histogram(MetricNames.FIRST_TOKEN_MS);
        answer = metrics.histogram(MetricNames.ANSWER_MS);
        batchSize = metrics.histogram(MetricNames.BATCH_SIZE);
        batchLatency = metrics.histogram(MetricNames.BATCH_LATENCY_MS);
        call = metrics.histogram(MetricNames.ASYNC_CALL_DURATION_MS);
        metrics.gauge(MetricNames.INFLIGHT_BATCHES, reader::inflightBatches);
        metrics.gauge(MetricNames.PADDING_RATIO, reader::paddingRatio);
        metrics.counter(MetricNames.REPEATS);
        metrics.counter(MetricNames.QUESTIONS);
    }

    void repeat() {
        metrics.counter(MetricNames.REPEATS).inc();
    }

    void question() {
        metrics.counter(MetricNames.QUESTIONS).inc();
    }

    void deadLetter(String reason) {
        metrics.counter(MetricNames.DEAD_LETTERS, reason).inc();
    }

    void answered(Answer given) {
        metrics.counter(MetricNames.ANSWERS).inc();
        metrics.counter(MetricNames.TOKENS_READ).inc(given.counts().read());
        metrics.counter(MetricNames.WORDS).inc(given.counts().generated());
        firstToken.update(Math.round(given.millis().firstToken()));
        answer.update(Math.round(given.millis().total()));
    }

    @Override
    public void done(Measured batch) {
        batchSize.update(batch.items());
        batchLatency.update(Math.round(batch.longestMillis()));
        call.update(Math.round(batch.callMillis()));
    }
}
