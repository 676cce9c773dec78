package io.winnow.gateway.topics;

import io.winnow.gateway.live.LiveState;
import io.winnow.records.Question;
import io.winnow.records.StandingQuestion;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes questions to their topics: those asked once are put to the run that the page shows, standing ones to every run. */
public final class QuestionWriter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final String standing;
    private final LiveState state;
    private final Clock clock;

    /** A question could not be written. */
    public static final class NotWritten extends Exception {
        private static final long serialVersionUID = 1;

        NotWritten(Throwable cause) {
            super("the question could not be written to its topic", cause);
        }
    }

    public QuestionWriter(Map<String, String> client, TopicNames names, LiveState state, Clock clock) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put("client.id", names.group("gateway-questions"));
        properties.put("acks", "all");
        properties.putIfAbsent("linger.ms", "0");
        properties.putIfAbsent("max.block.ms", String.valueOf(PATIENCE.toMillis()));
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = names.of(TopicRegistry.QUESTIONS);
        this.standing = names.of(TopicRegistry.STANDING_QUESTIONS);
        this.state = state;
        this.clock = clock;
    }

    /** Asks; returns when the broker has the question. */
    public Question ask(
            String text,
            Optional<String> stream,
            Optional<Long> fromMicros,
            Optional<Long> toMicros,
            Optional<Long> deadlineMillis)
            throws NotWritten, InterruptedException {
        Question question = new Question(
                UUID.randomUUID().toString(),
                state.run(),
                text,
                stream,
                fromMicros,
                toMicros,
                clock.millis(),
                deadlineMillis);
        send(new ProducerRecord<>(
                topic, key(question.id()), TopicRegistry.QUESTIONS.codec().encode(question)));
        return question;
    }

    /** Adds a standing question, or changes the one with its id; returns when the broker has it. */
    public void stand(StandingQuestion question) throws NotWritten, InterruptedException {
        send(new ProducerRecord<>(
                standing,
                key(question.id()),
                TopicRegistry.STANDING_QUESTIONS.codec().encode(question)));
    }

    /** Removes a standing question; returns when the broker knows. */
    public void remove(String id) throws NotWritten, InterruptedException {
        send(new ProducerRecord<>(standing, key(id), null));
    }

    private static byte[] key(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws NotWritten, InterruptedException {
        try {
            producer.send(record).get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new NotWritten(e);
        }
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
