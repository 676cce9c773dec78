package io.winnow.tokenize.flink;

import io.winnow.metrics.MetricNames;
import io.winnow.model.batch.BatchListener;
import io.winnow.records.BundleRef;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import io.winnow.records.flink.StageMetrics;
import io.winnow.tokenize.Tokenizer;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** What the stage measures. Counters are counted on the task's thread, histograms of batches on the workers'. */
final class TokenizeMetrics implements BatchListener {
    private static final String STAGE = "tokenize";

    private final StageMetrics metrics;
    private final Histogram batchSize;
    private final Histogram batchLatency;
    private final Histogram callDuration;

    TokenizeMetrics(MetricGroup operator, Tokenizer tokenizer, BundleRef bundle) {
        metrics = StageMetrics.of(operator, STAGE);
        batchSize = metrics.histogram(MetricNames.BATCH_SIZE);
        batchLatency = metrics.histogram(MetricNames.BATCH_LATENCY_MS);
        callDuration = metrics.histogram(MetricNames.ASYNC_CALL_DURATION_MS);
        metrics.gauge(MetricNames.INFLIGHT_BATCHES, tokenizer::inflightBatches);
        metrics.gauge(MetricNames.PADDING_RATIO, tokenizer::paddingRatio);
        metrics.gauge(MetricNames.BUNDLE, bundle.toString(), () -> 1);
    }

    void record(TokenRecord record) {
        metrics.counter(MetricNames.RECORDS).inc();
        metrics.counter(MetricNames.TOKENS).inc(record.tokens().count());
        metrics.counter(MetricNames.TOKEN_BYTES).inc(record.tokens().bytes());
        metrics.counter(MetricNames.TOKENIZE_MICROS).inc(record.timings().tokenizeMicros());
    }

    /** A gap of this stage; the decoder counts its own. */
    void gap(StreamEvent event) {
        metrics.counter(MetricNames.FRAMES_DROPPED, event.reason()).inc(event.count());
    }

    void preview() {
        metrics.counter(MetricNames.PREVIEWS).inc();
    }

    void deadLetter(String reason) {
        metrics.counter(MetricNames.DEAD_LETTERS, reason).inc();
    }

    @Override
    public void done(Measured batch) {
        batchSize.update(batch.items());
        batchLatency.update(Math.round(batch.longestMillis()));
        callDuration.update(Math.round(batch.callMillis()));
    }
}
