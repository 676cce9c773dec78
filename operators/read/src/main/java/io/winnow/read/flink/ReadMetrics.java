package io.winnow.read.flink;

import io.winnow.metrics.MetricNames;
import io.winnow.model.batch.BatchListener;
import io.winnow.read.ReadResult;
import io.winnow.records.Answer;
import io.winnow.records.PrunedWindow;
import io.winnow.records.flink.StageMetrics;
import io.winnow.records.flink.StageTraces;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** What the reader measures. */
final class ReadMetrics implements BatchListener {
    private static final double MICROS = 1e6;

    private final StageMetrics metrics;
    private final StageTraces traces;
    private final Histogram firstToken;
    private final Histogram answer;
    private final Histogram batchSize;
    private final Histogram batchLatency;
    private final Histogram call;

    /**
     * For one operator.
     *
     * @param parameters of its job
     * @param standing how many standing questions there are
     */
    ReadMetrics(MetricGroup group, Map<String, String> parameters, OpenReader reader, Supplier<Integer> standing) {
        traces = StageTraces.of(group, parameters);
        metrics = StageMetrics.of(group, "read");
        firstToken = metrics.histogram(MetricNames.FIRST_TOKEN_MS);
        answer = metrics.histogram(MetricNames.ANSWER_MS);
        batchSize = metrics.histogram(MetricNames.BATCH_SIZE);
        batchLatency = metrics.histogram(MetricNames.BATCH_LATENCY_MS);
        call = metrics.histogram(MetricNames.ASYNC_CALL_DURATION_MS);
        reader.bundle().ifPresent(bundle -> {
            metrics.gauge(MetricNames.INFLIGHT_BATCHES, bundle::inflightBatches);
            metrics.gauge(MetricNames.PADDING_RATIO, bundle::paddingRatio);
            metrics.gauge(MetricNames.BUNDLE, bundle.bundle().toString(), () -> 1);
        });
        reader.endpoint()
                .ifPresent(endpoint -> metrics.gauge(MetricNames.BREAKER_OPEN, () -> endpoint.breakerOpen() ? 1 : 0));
        metrics.counter(MetricNames.REPEATS);
        metrics.counter(MetricNames.QUESTIONS);
        metrics.counter(MetricNames.VISUAL_DROPPED);
        metrics.counter(MetricNames.ALERTS);
        metrics.gauge(MetricNames.STANDING_QUESTIONS, standing);
    }

    void repeat() {
        metrics.counter(MetricNames.REPEATS).inc();
    }

    /** A record whose stream was forgotten. */
    void forgotten() {
        metrics.counter(MetricNames.FORGOTTEN).inc();
    }

    void question() {
        metrics.counter(MetricNames.QUESTIONS).inc();
    }

    /** A due time of a standing question that gets no answer. */
    void skipped(String reason) {
        metrics.counter(MetricNames.STANDING_SKIPPED, reason).inc();
    }

    void alert() {
        metrics.counter(MetricNames.ALERTS).inc();
    }

    void deadLetter(String reason) {
        metrics.counter(MetricNames.DEAD_LETTERS, reason).inc();
    }

    /** @param context the windows that it was read from */
    void answered(Answer given, List<PrunedWindow> context, ReadResult.Sight sight) {
        traces.answer(given, context);
        metrics.counter(MetricNames.ANSWERS).inc();
        metrics.counter(MetricNames.TOKENS_READ).inc(given.counts().read());
        metrics.counter(MetricNames.WORDS).inc(given.counts().generated());
        if (sight.dropped()) {
            metrics.counter(MetricNames.VISUAL_DROPPED).inc();
        }
        given.endpoint().ifPresent(this::endpoint);
        given.deferral().ifPresent(this::deferral);
        firstToken.update(Math.round(given.millis().firstToken()));
        answer.update(Math.round(given.millis().total()));
    }

    private void endpoint(Answer.Endpoint cost) {
        metrics.counter(MetricNames.ENDPOINT_TOKENS_IN).inc(cost.tokensIn());
        metrics.counter(MetricNames.ENDPOINT_TOKENS_OUT).inc(cost.tokensOut());
        metrics.counter(MetricNames.ENDPOINT_PRICE_MICROS).inc(Math.round(MICROS * cost.price()));
    }

    private void deferral(Answer.Deferral deferral) {
        metrics.counter(MetricNames.DEFERRED).inc();
        if (!deferral.problem().isEmpty()) {
            metrics.counter(MetricNames.DEFERRALS_FAILED).inc();
        }
    }

    @Override
    public void done(Measured batch) {
        batchSize.update(batch.items());
        batchLatency.update(Math.round(batch.longestMillis()));
        call.update(Math.round(batch.callMillis()));
    }
}
