package io.winnow.gateway.topics;

import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.OpenQuestions;
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
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes questions to their topics: those asked once are put to the run that the page shows, as many as its reader can answer soon, standing ones to every run. */
public final class QuestionWriter implements AutoCloseable {
    private final RecordWriter writer;
    private final String topic;
    private final String standing;
    private final LiveState state;
    private final Clock clock;
    private final OpenQuestions open;

    /** So many answers are waited for that others would come late. */
    public static final class TooMany extends NotWritten {
        private static final long serialVersionUID = 1;

        TooMany() {
            super("as many answers are waited for as may");
        }
    }

    public QuestionWriter(Map<String, String> client, TopicNames names, LiveState state, Clock clock) {
        this.writer = new RecordWriter(client, names.group("gateway-questions"));
        this.topic = names.of(TopicRegistry.QUESTIONS);
        this.standing = names.of(TopicRegistry.STANDING_QUESTIONS);
        this.state = state;
        this.clock = clock;
        this.open = new OpenQuestions(state, clock);
    }

    /** Asks, without waiting for the broker: done when it has the question; fails with {@link NotWritten} where it does not take it, which is {@link TooMany} where it would wait for long. */
    public CompletableFuture<Question> ask(
            String text,
            Optional<String> stream,
            Optional<Long> fromMicros,
            Optional<Long> toMicros,
            Optional<Long> deadlineMillis) {
        String id = UUID.randomUUID().toString();
        Question question =
                new Question(id, state.run(), text, stream, fromMicros, toMicros, clock.millis(), deadlineMillis);
        byte[] encoded = TopicRegistry.QUESTIONS.codec().encode(question);
        if (!open.enter(id, stream, deadlineMillis)) {
            return CompletableFuture.failedFuture(new TooMany());
        }
        return writer.send(new ProducerRecord<>(topic, key(id), encoded))
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        open.leave(id);
                    }
                })
                .thenApply(nothing -> question);
    }

    /** Adds a standing question, or changes the one with its id; done when the broker has it, and fails with {@link NotWritten} where it does not take it. */
    public CompletableFuture<Void> stand(StandingQuestion question) {
        return writer.send(new ProducerRecord<>(
                standing,
                key(question.id()),
                TopicRegistry.STANDING_QUESTIONS.codec().encode(question)));
    }

    /** Removes a standing question; done when the broker knows, and fails with {@link NotWritten} where it does not take it. */
    public CompletableFuture<Void> remove(String id) {
        return writer.send(new ProducerRecord<>(standing, key(id), null));
    }

    private static byte[] key(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        writer.close();
    }
}
