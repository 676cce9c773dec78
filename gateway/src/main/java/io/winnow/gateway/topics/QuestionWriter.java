package io.winnow.gateway.topics;

import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.topics.RecordWriter.NotWritten;
import io.winnow.records.Question;
import io.winnow.records.StandingQuestion;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes questions to their topics: those asked once are put to the run that the page shows, standing ones to every run. */
public final class QuestionWriter implements AutoCloseable {
    private final RecordWriter writer;
    private final String topic;
    private final String standing;
    private final LiveState state;
    private final Clock clock;

    public QuestionWriter(Map<String, String> client, TopicNames names, LiveState state, Clock clock) {
        this.writer = new RecordWriter(client, names.group("gateway-questions"));
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
        writer.write(new ProducerRecord<>(
                topic, key(question.id()), TopicRegistry.QUESTIONS.codec().encode(question)));
        return question;
    }

    /** Adds a standing question, or changes the one with its id; returns when the broker has it. */
    public void stand(StandingQuestion question) throws NotWritten, InterruptedException {
        writer.write(new ProducerRecord<>(
                standing,
                key(question.id()),
                TopicRegistry.STANDING_QUESTIONS.codec().encode(question)));
    }

    /** Removes a standing question; returns when the broker knows. */
    public void remove(String id) throws NotWritten, InterruptedException {
        writer.write(new ProducerRecord<>(standing, key(id), null));
    }

    private static byte[] key(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        writer.close();
    }
}
