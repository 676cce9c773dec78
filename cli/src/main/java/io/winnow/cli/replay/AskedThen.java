package io.winnow.cli.replay;

import io.winnow.cli.live.CommittedRecords;
import io.winnow.cli.live.LivePipeline;
import io.winnow.cli.live.StandingTopic;
import io.winnow.cli.live.TopicStretch;
import io.winnow.records.Answer;
import io.winnow.records.AnswerElement;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Question;
import io.winnow.records.QuestionElement;
import io.winnow.records.QuestionRules;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StandingRules;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicRegistry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;

/** What a pipeline was asked in a time, and what it answered. What was refused for its words then is left out: it has no answer now either. */
final class AskedThen {
    private final LivePipeline pipeline;
    private final ReplayedRun run;

    AskedThen(LivePipeline pipeline, ReplayedRun run) {
        this.pipeline = pipeline;
        this.run = run;
    }

    /** What an answer is to: of a question that stands one of its due times, which are counted on the stream's own clock. */
    record Place(String questionId, String stream, long occurrence) {
        static Place of(Answer answer) {
            return new Place(answer.questionId(), answer.stream(), answer.occurrence());
        }
    }

    /**
     * Questions that were asked once, each once, in no order.
     *
     * @param fromMillis since 1970
     * @param toMillis of those that are left out
     */
    List<Question> once(long fromMillis, long toMillis) {
        long from = Math.max(fromMillis, run.fromMillis());
        long to = Math.min(toMillis, run.toMillis());
        Map<String, Question> questions = new LinkedHashMap<>();
        between(TopicRegistry.QUESTIONS, from, to, record -> {
            QuestionElement element = record.element();
            if (record.millis() >= from
                    && record.millis() < to
                    && element instanceof Question question
                    && run.isOf(question.run())
                    && QuestionRules.problem(question.text()).isEmpty()) {
                // When a question came the broker says, whatever the clock of whoever asked it.
                questions.put(question.id(), question.withAskedMillis(record.millis()));
            }
        });
        return List.copyOf(questions.values());
    }

    /** Questions that stand now, whenever they were added. */
    List<StandingQuestion> standing() {
        return StandingTopic.questions(pipeline).values().stream()
                .filter(question -> StandingRules.problem(question).isEmpty())
                .toList();
    }

    /**
     * The answers that were given.
     *
     * @param fromMillis when the first of them can have been, since 1970
     */
    Map<Place, Answer> answers(Set<String> questionIds, long fromMillis) {
        Map<Place, Answer> answers = new HashMap<>();
        if (questionIds.isEmpty()) {
            return answers;
        }
        ForgottenStreams forgotten = pipeline.forgotten();
        between(TopicRegistry.ANSWERS, fromMillis, Long.MAX_VALUE, record -> {
            AnswerElement element = record.element();
            if (element instanceof Answer answer
                    && questionIds.contains(answer.questionId())
                    && run.isOf(answer.run())
                    && !forgotten.refusesMade(answer.stream(), answer.answeredMillis())) {
                answers.put(Place.of(answer), answer);
            }
        });
        return answers;
    }

    private record Dated<T>(T element, long millis) {}

    private <T> void between(Topic<T> topic, long fromMillis, long toMillis, Consumer<Dated<T>> each) {
        String full = pipeline.names().of(topic);
        try (KafkaConsumer<byte[], byte[]> consumer =
                CommittedRecords.consumer(pipeline.kafka(), pipeline.names().group("command"))) {
            TopicStretch.of(consumer, pipeline.names().pattern(topic))
                    .ifPresent(stretch -> stretch.between(fromMillis, toMillis, record -> decode(topic, record, each)));
        } catch (KafkaException e) {
            throw pipeline.refused(full, e);
        }
    }

    private static <T> void decode(Topic<T> topic, ConsumerRecord<byte[], byte[]> record, Consumer<Dated<T>> each) {
        try {
            if (record.value() != null) {
                each.accept(new Dated<>(topic.codec().decode(record.value()), record.timestamp()));
            }
        } catch (RecordFormatException e) {
            // Whoever read it then wrote a dead letter of it.
        }
    }
}
