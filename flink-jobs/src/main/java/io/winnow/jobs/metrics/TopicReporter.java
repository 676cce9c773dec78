package io.winnow.jobs.metrics;

import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.avro.RecordCodecs;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.Scheduled;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a snapshot of each stage's subtasks to the {@code metrics} topic of their pipeline, as often as Flink asks it to. What cannot be written is left out: the next snapshot holds it too. */
public final class TopicReporter implements MetricReporter, Scheduled {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReporter.class);
    private static final int WAIT_MILLIS = 1_000;

    private final KafkaOptions kafka;
    private final Snapshots snapshots = new Snapshots();
    private final AtomicBoolean refused = new AtomicBoolean();
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    TopicReporter(KafkaOptions kafka) {
        this.kafka = kafka;
    }

    @Override
    public void open(MetricConfig config) {
        // The client is made when there is something to report.
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        snapshots.add(metric, name, group.getAllVariables());
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        snapshots.remove(metric);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of every failure.
    public synchronized void report() {
        long now = System.currentTimeMillis();
        for (Map.Entry<Snapshots.Owner, MetricSnapshot> taken :
                snapshots.take(now).entrySet()) {
            String topic = new TopicNames(kafka.prefix(), taken.getKey().job().pipeline()).of(TopicRegistry.METRICS);
            client().send(
                            new ProducerRecord<>(
                                    topic,
                                    null,
                                    now,
                                    taken.getKey().stage().getBytes(StandardCharsets.UTF_8),
                                    RecordCodecs.METRIC_SNAPSHOT.encode(taken.getValue())),
                            (written, failure) -> note(topic, failure));
        }
    }

    private void note(String topic, @Nullable Exception failure) {
        if (failure == null) {
            refused.set(false);
        } else if (!refused.getAndSet(true)) {
            LOG.warn("metrics cannot be written to {}: {}", topic, failure.toString());
        }
    }

    private KafkaProducer<byte[], byte[]> client() {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            Properties properties = ClientProperties.of(kafka);
            properties.setProperty("client.id", kafka.prefix() + ".metrics");
            properties.setProperty("acks", "1");
            properties.setProperty("enable.idempotence", "false");
            properties.setProperty("max.block.ms", Integer.toString(WAIT_MILLIS));
            properties.setProperty("delivery.timeout.ms", Integer.toString(4 * WAIT_MILLIS));
            properties.setProperty("request.timeout.ms", Integer.toString(2 * WAIT_MILLIS));
            open = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofMillis(WAIT_MILLIS));
        }
    }
}
