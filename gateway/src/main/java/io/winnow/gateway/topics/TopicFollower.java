package io.winnow.gateway.topics;

import io.winnow.gateway.live.LiveState;
import io.winnow.records.Answer;
import io.winnow.records.AnswerElement;
import io.winnow.records.Question;
import io.winnow.records.RunEnded;
import io.winnow.records.StandingQuestion;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topics that the page shows, on a thread of its own, and tells the state. */
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration ENDING = Duration.ofSeconds(5);
    private static final long TICK_MILLIS = 1_000;

    /** How many of the newest records of each partition are read when it is found; those of a compacted topic all are. */
    private static final Map<Topic<?>, Long> NEWEST = Map.of(
            TopicRegistry.METRICS, 2_000L,
            TopicRegistry.QUESTIONS, 100L,
            TopicRegistry.ANSWERS, 100L,
            TopicRegistry.ANSWER_DELTAS, 0L,
            TopicRegistry.STANDING_QUESTIONS, Long.MAX_VALUE,
            TopicRegistry.ALERTS, 100L,
            TopicRegistry.CONTROL, Long.MAX_VALUE,
            TopicRegistry.STREAMS, Long.MAX_VALUE);

    private final TopicTail tail;
    private final LiveState state;
    private final Thread thread;
    private final Set<String> warned = new HashSet<>();
    private volatile boolean closed;
    private boolean knowsForgotten;
    private long tickedMillis;

    public TopicFollower(Map<String, String> client, TopicNames names, LiveState state) {
        this.tail = new TopicTail(client, names, "gateway", NEWEST);
        this.state = state;
        this.thread = new Thread(this::follow, "gateway-topics");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Why nothing is read at the moment; empty where all is well. */
    public Optional<String> problem() {
        return tail.problem();
    }

    private void follow() {
        try (tail) {
            while (!closed) {
                tail.poll(this::read);
                learn();
                if (tail.caughtUp(TopicRegistry.STANDING_QUESTIONS)) {
                    state.standingKnown();
                }
                tick();
            }
        } catch (WakeupException e) {
            LOG.debug("the topics are no longer followed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void learn() {
        if (!knowsForgotten && tail.settled(TopicRegistry.CONTROL)) {
            knowsForgotten = true;
            state.forgottenKnown();
        }
    }

    private void tick() {
        long now = System.currentTimeMillis();
        if (now - tickedMillis >= TICK_MILLIS) {
            tickedMillis = now;
            state.unread(tail.problem());
            state.tick();
        }
    }

    private void read(Topic<?> topic, ConsumerRecord<byte[], byte[]> record) {
        if (record.headers().lastHeader(TopicRegistry.REDRIVE_HEADER) != null) {
            return;
        }
        if (record.value() == null) {
            if (record.key() != null) {
                remove(topic, new String(record.key(), StandardCharsets.UTF_8));
            }
            return;
        }
        try {
            tell(topic, record);
        } catch (RecordFormatException e) {
            state.unreadable(topic.name());
            if (warned.add(record.topic())) {
                LOG.warn(
                        "{} partition {} offset {}: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
            }
        }
    }

    private void remove(Topic<?> topic, String key) {
        if (topic.equals(TopicRegistry.STREAMS)) {
            state.removeStream(key);
        } else if (topic.equals(TopicRegistry.STANDING_QUESTIONS)) {
            state.removeStanding(key);
        } else if (topic.equals(TopicRegistry.CONTROL)) {
            state.removeWish(key);
        }
    }

    private void tell(Topic<?> topic, ConsumerRecord<byte[], byte[]> record) throws RecordFormatException {
        byte[] value = record.value();
        if (topic.equals(TopicRegistry.METRICS)) {
            state.add(TopicRegistry.METRICS.codec().decode(value), heardMillis(topic, record));
        } else if (topic.equals(TopicRegistry.STREAMS)) {
            state.add(TopicRegistry.STREAMS.codec().decode(value), heardMillis(topic, record));
        } else if (topic.equals(TopicRegistry.CONTROL)) {
            state.add(TopicRegistry.CONTROL.codec().decode(value));
        } else if (topic.equals(TopicRegistry.ANSWER_DELTAS)) {
            state.add(TopicRegistry.ANSWER_DELTAS.codec().decode(value));
        } else if (topic.equals(TopicRegistry.ALERTS)) {
            state.add(TopicRegistry.ALERTS.codec().decode(value));
        } else if (topic.equals(TopicRegistry.STANDING_QUESTIONS)
                && TopicRegistry.STANDING_QUESTIONS.codec().decode(value) instanceof StandingQuestion question) {
            state.add(question);
        } else if (topic.equals(TopicRegistry.QUESTIONS)
                && TopicRegistry.QUESTIONS.codec().decode(value) instanceof Question question) {
            state.add(question);
        } else if (topic.equals(TopicRegistry.ANSWERS)) {
            tell(TopicRegistry.ANSWERS.codec().decode(value));
        }
    }

    /** When a record came; of one that was there before, when it was written. */
    private long heardMillis(Topic<?> topic, ConsumerRecord<byte[], byte[]> record) {
        long now = System.currentTimeMillis();
        return tail.caughtUp(topic) ? now : Math.min(now, record.timestamp());
    }

    private void tell(AnswerElement element) {
        if (element instanceof Answer answer) {
            state.add(answer);
        } else if (element instanceof RunEnded mark) {
            state.add(mark);
        }
    }

    @Override
    public void close() {
        closed = true;
        if (!thread.isAlive()) {
            tail.close();
            return;
        }
        tail.wakeup();
        try {
            thread.join(ENDING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
