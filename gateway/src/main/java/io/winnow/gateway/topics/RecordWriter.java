package io.winnow.gateway.topics;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records to topics, and says within seconds where the broker does not take one, without a thread for each that waits for it. Safe for use by many threads. */
public final class RecordWriter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String REQUEST_TIMEOUT = "request.timeout.ms";
    private static final String DELIVERY_TIMEOUT = "delivery.timeout.ms";

    /** After which nobody is left waiting, whatever the producer does. */
    private static final Duration LONGEST = PATIENCE.multipliedBy(6);

    /** Kafka's producer holds the thread that hands it a record of a topic that it knows nothing of yet. */
    private static final int THREADS = 4;

    private static final int MOST_WAITING = 256;
    private static final int IDLE_SECONDS = 30;

    private final KafkaProducer<byte[], byte[]> producer;
    private final ThreadPoolExecutor handing;

    /** A record could not be written. */
    public static sealed class NotWritten extends Exception permits QuestionWriter.TooMany {
        private static final long serialVersionUID = 1;

        NotWritten(String topic, Throwable cause) {
            super("a record could not be written to " + topic, cause);
        }

        NotWritten(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * Makes a writer.
     *
     * @param client properties of Kafka's clients
     * @param id how the broker's logs name it
     */
    public RecordWriter(Map<String, String> client, String id) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put("client.id", id);
        properties.put("acks", "all");
        properties.putIfAbsent("linger.ms", "0");
        properties.putIfAbsent("max.block.ms", String.valueOf(PATIENCE.toMillis()));
        if (!client.containsKey(REQUEST_TIMEOUT) && !client.containsKey(DELIVERY_TIMEOUT)) {
            // Of what was told as not written, nothing is to be written minutes later.
            properties.put(REQUEST_TIMEOUT, String.valueOf(PATIENCE.toMillis()));
            properties.put(DELIVERY_TIMEOUT, String.valueOf(2 * PATIENCE.toMillis()));
        }
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.handing = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "gateway-writing");
                    thread.setDaemon(true);
                    return thread;
                });
        handing.allowCoreThreadTimeOut(true);
    }

    /** Writes a record, without waiting for it: done when the broker has it; fails with {@link NotWritten} where it does not take it, or as many wait for it as may. */
    CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        long sinceNanos = System.nanoTime();
        try {
            handing.execute(() -> hand(record, sinceNanos, written));
        } catch (RejectedExecutionException e) {
            written.completeExceptionally(e);
        }
        return written.orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(new NotWritten(record.topic(), failure)));
    }

    /** Leaves out a record that has waited for others as long as the broker may take for one. */
    private void hand(ProducerRecord<byte[], byte[]> record, long sinceNanos, CompletableFuture<Void> written) {
        if (System.nanoTime() - sinceNanos > 2 * PATIENCE.toNanos()) {
            written.completeExceptionally(new TimeoutException("others waited for the broker"));
            return;
        }
        try {
            var unused = producer.send(record, (place, failure) -> {
                if (failure == null) {
                    written.complete(null);
                } else {
                    written.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            written.completeExceptionally(e);
        }
    }

    /** Writes a record; returns when the broker has it. */
    public void write(ProducerRecord<byte[], byte[]> record) throws NotWritten, InterruptedException {
        try {
            send(record).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NotWritten why ? why : new NotWritten(record.topic(), e);
        }
    }

    @Override
    public void close() {
        handing.shutdown();
        producer.close(PATIENCE);
    }
}
