package io.winnow.jobs.kafka;

import io.winnow.decode.PieceTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a topic from its end on, in a thread of its own, and tells whoever listens of each record. What fails ends it; whoever wants more begins another. */
final class PieceFollower {
    private static final Logger LOG = LoggerFactory.getLogger(PieceFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long END_MILLIS = 10_000;

    /** Why nothing more is heard where nobody wants to. */
    static final String ENDED = "its topic is read no more";

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final Duration look;
    private final Set<PieceTopics.Listener> listeners = new LinkedHashSet<>();
    private final Set<TopicPartition> partitions = new HashSet<>();
    private final Thread thread;
    private Optional<Consumer<byte[], byte[]>> reading = Optional.empty();
    private boolean unwanted;
    private boolean over;

    /**
     * One that has not begun.
     *
     * @param consumers makes the one that it reads with, and ends
     * @param look how often it looks whether the topic was given more partitions
     */
    PieceFollower(Supplier<Consumer<byte[], byte[]>> consumers, String topic, Duration look) {
        this.consumers = consumers;
        this.topic = topic;
        this.look = look;
        this.thread = new Thread(this::follow, "winnow-pieces");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether it still hears anything, and so does the listener from now on. */
    synchronized boolean add(PieceTopics.Listener listener) {
        if (!over) {
            listeners.add(listener);
        }
        return !over;
    }

    /** Whether nobody listens any more. */
    synchronized boolean remove(PieceTopics.Listener listener) {
        listeners.remove(listener);
        return listeners.isEmpty();
    }

    private synchronized List<PieceTopics.Listener> listeners() {
        return List.copyOf(listeners);
    }

    /** Ends it soon; waits for nothing. */
    synchronized void end() {
        unwanted = true;
        over = true;
        reading.ifPresent(Consumer::wakeup);
    }

    boolean ended() {
        return !thread.isAlive();
    }

    /** Waits until it has ended, but not for ever. */
    void await() throws InterruptedException {
        thread.join(END_MILLIS);
    }

    /** What is asked to end before it has begun, ends with its first poll. */
    private synchronized void begin(Consumer<byte[], byte[]> consumer) {
        reading = Optional.of(consumer);
        if (unwanted) {
            consumer.wakeup();
        }
    }

    private void follow() {
        String why = ENDED;
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            begin(consumer);
            assign(consumer);
            long lookedNanos = System.nanoTime();
            while (true) {
                consumer.poll(POLL).forEach(this::tell);
                if (System.nanoTime() - lookedNanos > look.toNanos()) {
                    assign(consumer);
                    lookedNanos = System.nanoTime();
                }
            }
        } catch (WakeupException e) {
            LOG.debug("topic {} is followed no more", topic);
        } catch (UnknownTopicOrPartitionException e) {
            why = "there is no topic " + topic;
        } catch (TimeoutException e) {
            why = "the broker does not answer";
        } catch (ApiException e) {
            why = "its topic cannot be read: " + e.getMessage();
        } catch (RuntimeException e) {
            LOG.warn("topic {} cannot be followed", topic, e);
            // Kafka's own text can repeat a property's value, and with it a secret.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            why = "its topic cannot be read: " + cause.getClass().getSimpleName();
        } finally {
            fail(why);
        }
    }

    /** Takes in partitions that it did not know: the first from their end on, those that were added later whole. */
    private void assign(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> found = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
        if (found.isEmpty()) {
            throw new UnknownTopicOrPartitionException();
        }
        boolean first = partitions.isEmpty();
        found.removeAll(partitions);
        partitions.addAll(found);
        if (!found.isEmpty()) {
            consumer.assign(partitions);
            if (first) {
                consumer.seekToEnd(found);
                // It would look for the end only with the first poll.
                found.forEach(consumer::position);
            } else {
                consumer.seekToBeginning(found);
            }
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            listeners().forEach(listener -> listener.came(key, record.value()));
        }
    }

    private synchronized void fail(String why) {
        over = true;
        listeners.forEach(listener -> listener.failed(why));
        listeners.clear();
    }
}
