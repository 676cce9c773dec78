package io.winnow.gateway.webhooks;

import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.Views;
import io.winnow.gateway.topics.RecordWriter;
import io.winnow.gateway.topics.RecordWriter.NotWritten;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.MetricSnapshot;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All endpoints that a pipeline's alerts are sent to, while it is open. */
public final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final String STAGE = LiveState.OWN_STAGE;
    private static final long SNAPSHOT_MILLIS = 1_000;

    /** A new endpoint hears what was raised while it was set up, and not the month before. */
    private static final Duration BEFORE_START = Duration.ofMinutes(1);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<WebhookSender> senders = new ArrayList<>();
    private final RecordWriter writer;
    private final TopicNames names;
    private final Supplier<String> run;
    private final Supplier<Optional<ForgottenStreams>> forgotten;
    private final Clock clock;
    private final ScheduledExecutorService ticker;

    /**
     * Makes clients of the broker and of the endpoints; nothing is read or sent before {@link #start}.
     *
     * @param client properties of Kafka's clients
     * @param names of the pipeline's topics
     * @param run that metrics are told under; empty for none
     * @param forgotten streams of which no alert is sent; none at all while it is empty
     */
    public Webhooks(
            WebhookConfig config,
            Map<String, String> client,
            TopicNames names,
            Supplier<String> run,
            Supplier<Optional<ForgottenStreams>> forgotten,
            Clock clock) {
        this.names = names;
        this.run = run;
        this.forgotten = forgotten;
        this.clock = clock;
        this.writer = new RecordWriter(client, names.group(STAGE));
        opened.push(writer);
        this.ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "webhooks-metrics");
            thread.setDaemon(true);
            return thread;
        });
        opened.push(ticker::shutdownNow);
        try {
            config.endpoints().forEach(endpoint -> senders.add(sender(endpoint, config, client)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private WebhookSender sender(WebhookEndpoint endpoint, WebhookConfig config, Map<String, String> client) {
        AlertLetters letters = new AlertLetters(writer, names, endpoint.name(), clock);
        KafkaConsumer<byte[], byte[]> consumer = consumer(endpoint, client);
        WebhookSender sender = new WebhookSender(
                endpoint,
                names.pipeline(),
                left -> new AlertFeed(
                        consumer,
                        names.pattern(TopicRegistry.ALERTS),
                        letters.consumer(),
                        clock.millis() - BEFORE_START.toMillis(),
                        left),
                new WebhookClient(endpoint, config, InetAddress::getAllByName, clock),
                letters,
                forgotten,
                config.schedule(),
                clock);
        opened.push(sender);
        return sender;
    }

    private KafkaConsumer<byte[], byte[]> consumer(WebhookEndpoint endpoint, Map<String, String> client) {
        String group = names.group(STAGE + "." + endpoint.name());
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put("group.id", group);
        properties.put("client.id", group);
        properties.put("enable.auto.commit", "false");
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        properties.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        properties.put("max.poll.records", "64");
        properties.putIfAbsent("metadata.max.age.ms", "5000");
        properties.putIfAbsent("default.api.timeout.ms", "10000");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Begins to send. */
    public void start() {
        senders.forEach(WebhookSender::start);
        ScheduledFuture<?> ticking =
                ticker.scheduleWithFixedDelay(this::measure, SNAPSHOT_MILLIS, SNAPSHOT_MILLIS, TimeUnit.MILLISECONDS);
        opened.push(() -> ticking.cancel(true));
    }

    /** Each endpoint with what became of its alerts, by name. */
    public List<Views.Webhook> views() {
        return senders.stream().map(sender -> sender.counts().view()).toList();
    }

    private void measure() {
        String told = run.get();
        if (told.isEmpty()) {
            return;
        }
        try {
            for (int i = 0; i < senders.size(); i++) {
                MetricSnapshot snapshot = new MetricSnapshot(
                        told, STAGE, i, senders.get(i).counts().metrics(), clock.millis());
                writer.write(new ProducerRecord<>(
                        names.of(TopicRegistry.METRICS),
                        STAGE.getBytes(StandardCharsets.UTF_8),
                        TopicRegistry.METRICS.codec().encode(snapshot)));
            }
        } catch (NotWritten e) {
            LOG.debug("metrics of webhooks were not written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        for (AutoCloseable each : opened) {
            try {
                each.close();
            } catch (Exception e) {
                LOG.warn("ending webhooks", e);
            }
        }
    }
}
