package io.winnow.jobs.kafka;

import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.AnswerElement;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.Origin;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.QuestionElement;
import io.winnow.records.RunEnded;
import io.winnow.records.StandingElement;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StandingRemoved;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamStatus;
import io.winnow.records.TokenRecord;
import io.winnow.records.avro.RecordCodec;
import io.winnow.records.avro.RecordCodecs;
import java.io.Serializable;
import java.util.Optional;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * How the records of a topic are written.
 *
 * @param codec bytes of a record
 * @param key of a record
 * @param run of a record, or empty where it belongs to any
 * @param millis the Kafka timestamp: when the record entered Winnow
 * @param stream that a record is of, or empty where it is of none
 * @param tombstone what an empty value of a key says; empty where the topic has none
 */
record TopicForm<T>(
        SerializableSupplier<RecordCodec<T>> codec,
        SerializableFunction<T, String> key,
        SerializableFunction<T, String> run,
        SerializableFunction<T, Long> millis,
        SerializableFunction<T, String> stream,
        SerializableFunction<String, Optional<T>> tombstone)
        implements Serializable {
    static final TopicForm<Element> ELEMENTS = new TopicForm<>(
            () -> RecordCodecs.ELEMENT,
            TopicForm::elementKey,
            TopicForm::elementRun,
            TopicForm::elementMillis,
            TopicForm::elementKey);
    static final TopicForm<QuestionElement> QUESTIONS = new TopicForm<>(
            () -> RecordCodecs.QUESTION_ELEMENT,
            element -> element instanceof Question question ? question.id() : "",
            element -> element instanceof Question question ? question.run() : ((RunEnded) element).run(),
            element -> element instanceof Question question ? question.askedMillis() : System.currentTimeMillis());
    static final TopicForm<StandingElement> STANDING = new TopicForm<>(
            () -> RecordCodecs.STANDING_ELEMENT,
            TopicForm::standingKey,
            element -> element instanceof RunEnded mark ? mark.run() : "",
            element ->
                    element instanceof StandingQuestion question ? question.addedMillis() : System.currentTimeMillis(),
            element -> "",
            key -> Optional.of(new StandingRemoved(key)));
    static final TopicForm<Alert> ALERTS =
            new TopicForm<>(() -> RecordCodecs.ALERT, Alert::questionId, Alert::run, Alert::atMillis, Alert::stream);
    static final TopicForm<AnswerElement> ANSWERS = new TopicForm<>(
            () -> RecordCodecs.ANSWER_ELEMENT,
            element -> element instanceof Answer answer ? answer.questionId() : "",
            element -> element instanceof Answer answer ? answer.run() : ((RunEnded) element).run(),
            element -> element instanceof Answer answer ? answer.answeredMillis() : System.currentTimeMillis(),
            element -> element instanceof Answer answer ? answer.stream() : "");
    static final TopicForm<AnswerDelta> DELTAS = new TopicForm<>(
            () -> RecordCodecs.ANSWER_DELTA, AnswerDelta::questionId, delta -> "", delta -> System.currentTimeMillis());
    static final TopicForm<StreamStatus> STATUS = new TopicForm<>(
            () -> RecordCodecs.STREAM_STATUS, StreamStatus::stream, StreamStatus::run, StreamStatus::updatedMillis);
    static final TopicForm<StreamControl> CONTROL = new TopicForm<>(
            () -> RecordCodecs.STREAM_CONTROL, StreamControl::stream, control -> "", StreamControl::askedMillis);
    static final TopicForm<Preview> PREVIEWS =
            new TopicForm<>(() -> RecordCodecs.PREVIEW, Preview::stream, Preview::run, Preview::ingestMillis);
    static final TopicForm<DeadLetter> DEAD_LETTERS = new TopicForm<>(
            () -> RecordCodecs.DEAD_LETTER,
            TopicForm::letterKey,
            DeadLetter::run,
            DeadLetter::atMillis,
            TopicForm::letterStream);

    TopicForm(
            SerializableSupplier<RecordCodec<T>> codec,
            SerializableFunction<T, String> key,
            SerializableFunction<T, String> run,
            SerializableFunction<T, Long> millis) {
        this(codec, key, run, millis, value -> "");
    }

    TopicForm(
            SerializableSupplier<RecordCodec<T>> codec,
            SerializableFunction<T, String> key,
            SerializableFunction<T, String> run,
            SerializableFunction<T, Long> millis,
            SerializableFunction<T, String> stream) {
        this(codec, key, run, millis, stream, none -> Optional.empty());
    }

    private static String standingKey(StandingElement element) {
        if (element instanceof StandingQuestion question) {
            return question.id();
        }
        return element instanceof StandingRemoved removed ? removed.id() : "";
    }

    private static String letterKey(DeadLetter letter) {
        return letter.key().isEmpty() ? letter.stream() : letter.key();
    }

    private static String letterStream(DeadLetter letter) {
        return letter.stream().isEmpty() ? letter.key() : letter.stream();
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
