package io.winnow.jobs.kafka;

import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.AnswerElement;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.QuestionElement;
import io.winnow.records.RunEnded;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamStatus;
import io.winnow.records.TokenRecord;
import io.winnow.records.avro.RecordCodec;
import io.winnow.records.avro.RecordCodecs;
import java.io.Serializable;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * How the records of a topic are written.
 *
 * @param codec bytes of a record
 * @param key of a record
 * @param run of a record, or empty where it belongs to any
 * @param millis the Kafka timestamp: when the record entered Winnow
 */
record TopicForm<T>(
        SerializableSupplier<RecordCodec<T>> codec,
        SerializableFunction<T, String> key,
        SerializableFunction<T, String> run,
        SerializableFunction<T, Long> millis)
        implements Serializable {
    static final TopicForm<Element> ELEMENTS = new TopicForm<>(
            () -> RecordCodecs.ELEMENT, TopicForm::elementKey, TopicForm::elementRun, TopicForm::elementMillis);
    static final TopicForm<QuestionElement> QUESTIONS = new TopicForm<>(
            () -> RecordCodecs.QUESTION_ELEMENT,
            element -> element instanceof Question question ? question.id() : "",
            element -> element instanceof Question question ? question.run() : ((RunEnded) element).run(),
            element -> element instanceof Question question ? question.askedMillis() : System.currentTimeMillis());
    static final TopicForm<AnswerElement> ANSWERS = new TopicForm<>(
            () -> RecordCodecs.ANSWER_ELEMENT,
            element -> element instanceof Answer answer ? answer.questionId() : "",
            element -> element instanceof Answer answer ? answer.run() : ((RunEnded) element).run(),
            element -> element instanceof Answer answer ? answer.answeredMillis() : System.currentTimeMillis());
    static final TopicForm<AnswerDelta> DELTAS = new TopicForm<>(
            () -> RecordCodecs.ANSWER_DELTA, AnswerDelta::questionId, delta -> "", delta -> System.currentTimeMillis());
    static final TopicForm<StreamStatus> STATUS = new TopicForm<>(
            () -> RecordCodecs.STREAM_STATUS, StreamStatus::stream, StreamStatus::run, StreamStatus::updatedMillis);
    static final TopicForm<StreamControl> CONTROL = new TopicForm<>(
            () -> RecordCodecs.STREAM_CONTROL, StreamControl::stream, control -> "", StreamControl::askedMillis);
    static final TopicForm<DeadLetter> DEAD_LETTERS = new TopicForm<>(
            () -> RecordCodecs.DEAD_LETTER, TopicForm::letterKey, DeadLetter::run, DeadLetter::atMillis);

    private static String letterKey(DeadLetter letter) {
        return letter.key().isEmpty() ? letter.stream() : letter.key();
    }

    private static String elementKey(Element element) {
        return element instanceof RunEnded ? "" : origin(element).stream();
    }

    private static String elementRun(Element element) {
        return element instanceof RunEnded mark ? mark.run() : origin(element).run();
    }

    private static long elementMillis(Element element) {
        if (element instanceof TokenRecord tokens) {
            return tokens.ingestMillis();
        }
        if (element instanceof PrunedWindow window) {
            return window.ingestMillis();
        }
        if (element instanceof StreamEvent event) {
            return event.ingestMillis();
        }
        return System.currentTimeMillis();
    }

    private static Origin origin(Element element) {
        if (element instanceof TokenRecord tokens) {
            return tokens.origin();
        }
        if (element instanceof PrunedWindow window) {
            return window.origin();
        }
        if (element instanceof StreamEvent event) {
            return event.origin();
        }
        throw new IllegalArgumentException("a mark of a run's end has no origin");
    }
}
