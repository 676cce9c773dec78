package io.winnow.jobs.kafka;

import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.Forgettings;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamControl;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.TopicRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a control topic for all of a process who must know what was forgotten. What cannot be read leaves what was forgotten forgotten; it is another's to write a dead letter of. */
final class ForgottenReader implements ControlReader.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForgottenReader.class);

    /** As long as Kafka's client tries to reach a broker. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What a stage waits for is refused after this, as it would be without asking. */
    private static final Duration MOMENT = Duration.ofSeconds(10);

    private final Map<String, StreamControl> newest = new HashMap<>();
    private final List<Forgettings.Listener> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> known = new CompletableFuture<>();
    private final String topic;
    private final String bootstrap;
    private final ControlReader reader;
    private volatile ForgottenStreams forgotten = ForgottenStreams.NONE;
    private volatile Optional<Exception> failure = Optional.empty();

    private ForgottenReader(KafkaOptions options, String topic, String id) {
        this.topic = topic;
        this.bootstrap = options.bootstrap();
        this.reader = ControlReader.start(options, topic, id, this);
    }

    static ForgottenReader start(KafkaOptions options, String topic, String id) {
        return new ForgottenReader(options, topic, id);
    }

    /**
     * Tells somebody of all changes from now on, and waits until what is forgotten is known.
     *
     * @throws IllegalStateException where it cannot be known
     */
    void add(Forgettings.Listener listener) throws InterruptedException {
        listeners.add(listener);
        try {
            known.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unknown(listener, "nothing was heard for " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw unknown(listener, String.valueOf(e.getCause()), e);
        }
        if (failure.isPresent()) {
            throw unknown(listener, failure.get().toString(), failure.get());
        }
    }

    /** Of who asked alone: others may wait for longer. */
    private IllegalStateException unknown(Forgettings.Listener listener, String why, Exception cause) {
        listeners.remove(listener);
        return new IllegalStateException(
                "the control topic " + topic + " at " + bootstrap + " does not say which streams are forgotten: " + why
                        + ". See that the broker answers, that the topic is there, and that the pipeline's user may"
                        + " read and describe it; winnow doctor looks for that.",
                cause);
    }

    void remove(Forgettings.Listener listener) {
        listeners.remove(listener);
    }

    ForgottenStreams now() {
        return forgotten;
    }

    /** Waits until all that was wished by now is heard; where the broker does not answer, what is known has to do. */
    void catchUp() throws InterruptedException {
        try {
            reader.toTheEnd().get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            LOG.warn("{} at {} does not say just now which streams are back that were forgotten", topic, bootstrap, e);
        }
    }

    @Override
    public void heard(List<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(this::take);
        ForgottenStreams now = ForgottenStreams.of(newest.values());
        if (!now.equals(forgotten)) {
            forgotten = now;
            listeners.forEach(Forgettings.Listener::changed);
        }
        known.complete(null);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String stream = ControlReader.key(record);
        if (record.value() == null) {
            newest.remove(stream);
            return;
        }
        try {
            StreamControl wish = TopicRegistry.CONTROL.codec().decode(record.value());
            if (wish.stream().equals(stream)) {
                newest.put(stream, wish);
            }
        } catch (RecordFormatException e) {
            LOG.warn(
                    "{} offset {} is no wish that can be read; what was forgotten of stream {} before stays forgotten",
                    record.topic(),
                    record.offset(),
                    stream,
                    e);
        }
    }

    @Override
    public void failed(Exception why) {
        failure = Optional.of(why);
        known.completeExceptionally(why);
        listeners.forEach(listener -> listener.failed(why));
    }

    @Override
    public void close() {
        reader.close();
    }
}
