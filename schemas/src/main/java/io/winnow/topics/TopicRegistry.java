package io.winnow.topics;

import io.winnow.records.Alert;
import io.winnow.records.AnswerDelta;
import io.winnow.records.AnswerElement;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.Preview;
import io.winnow.records.QuestionElement;
import io.winnow.records.StandingElement;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamStatus;
import io.winnow.records.avro.RecordCodec;
import io.winnow.records.avro.RecordCodecs;
import io.winnow.topics.Topic.Cleanup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every topic of a pipeline. The docs, creation, checks and access rules are made from this list. */
public final class TopicRegistry {
    /** Header of a record that is sent again: the one consumer, {@code pipeline/stage}, that it is for. Others leave it out. */
    public static final String REDRIVE_HEADER = "winnow-redrive";

    static final String DEAD_LETTER_SUFFIX = ".dlq";

    private static final String STREAM = "stream";
    private static final String QUESTION_ID = "question id";
    private static final int SPREAD = 4;
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    /** How long what is only looked at while it is new is kept. */
    static final Duration MINUTES = Duration.ofMinutes(10);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    public static final Topic<Element> TOKENS = deleted(
            "tokens",
            "token records and stream events of the tokenizer",
            STREAM,
            SPREAD,
            WEEK,
            4 * MIB,
            RecordCodecs.ELEMENT);
    public static final Topic<Element> PRUNED = deleted(
            "pruned",
            "pruned windows and stream events of the pruner",
            STREAM,
            SPREAD,
            WEEK,
            8 * MIB,
            RecordCodecs.ELEMENT);
    public static final Topic<QuestionElement> QUESTIONS = deleted(
                    "questions",
                    "questions to the reader",
                    QUESTION_ID,
                    SPREAD,
                    WEEK,
                    128 * KIB,
                    RecordCodecs.QUESTION_ELEMENT)
            .withBrokersDates();
    public static final Topic<AnswerElement> ANSWERS =
            deleted("answers", "its answers", QUESTION_ID, SPREAD, WEEK, MIB, RecordCodecs.ANSWER_ELEMENT);
    public static final Topic<AnswerDelta> ANSWER_DELTAS = deleted(
            "answer-deltas",
            "pieces of answers while they are written",
            QUESTION_ID,
            SPREAD,
            MINUTES,
            64 * KIB,
            RecordCodecs.ANSWER_DELTA);
    public static final Topic<StandingElement> STANDING_QUESTIONS = compacted(
            "standing-questions",
            "questions asked again and again",
            "its id",
            128 * KIB,
            RecordCodecs.STANDING_ELEMENT);
    public static final Topic<Alert> ALERTS = deleted(
            "alerts",
            "where the condition of a standing question came true, and where it no longer is",
            QUESTION_ID,
            SPREAD,
            MONTH,
            MIB,
            RecordCodecs.ALERT);
    public static final Topic<StreamControl> CONTROL = compacted(
            "control", "streams to add, pause, remove and forget", STREAM, 64 * KIB, RecordCodecs.STREAM_CONTROL);
    public static final Topic<StreamStatus> STREAMS =
            compacted("streams", "each stream's state", STREAM, 64 * KIB, RecordCodecs.STREAM_STATUS);
    public static final Topic<Preview> PREVIEWS = deleted(
            "previews",
            "small pictures of frames, for the page",
            STREAM,
            SPREAD,
            MINUTES,
            32 * KIB,
            RecordCodecs.PREVIEW);
    public static final Topic<MetricSnapshot> METRICS = deleted(
            "metrics", "what each stage measures", "stage", 1, Duration.ofHours(1), MIB, RecordCodecs.METRIC_SNAPSHOT);
    public static final Topic<DeadLetter> TOKENS_DLQ = deadLetters("tokens", STREAM, TOKENS.largestBytes());
    public static final Topic<DeadLetter> PRUNED_DLQ = deadLetters("pruned", STREAM, PRUNED.largestBytes());
    public static final Topic<DeadLetter> QUESTIONS_DLQ =
            deadLetters("questions", QUESTION_ID, QUESTIONS.largestBytes());
    public static final Topic<DeadLetter> STANDING_QUESTIONS_DLQ =
            deadLetters("standing-questions", "its id", STANDING_QUESTIONS.largestBytes());
    public static final Topic<DeadLetter> ALERTS_DLQ = deadLetters("alerts", QUESTION_ID, ALERTS.largestBytes());
    public static final Topic<DeadLetter> CONTROL_DLQ = deadLetters("control", STREAM, CONTROL.largestBytes());
    public static final Topic<DeadLetter> SOURCES_DLQ = deadLetters("sources", STREAM, MIB);

    /** Those of what could not be processed, in the order of the line. */
    public static final List<Topic<DeadLetter>> DEAD_LETTERS = List.of(
            SOURCES_DLQ, TOKENS_DLQ, PRUNED_DLQ, QUESTIONS_DLQ, STANDING_QUESTIONS_DLQ, ALERTS_DLQ, CONTROL_DLQ);

    /** Those that reconstruct people or tell of them. Sources with a retention of their own have topics like these of their own. Previews and pieces of answers are not among them: none is kept for less than they are. */
    public static final List<Topic<?>> OF_STREAMS =
            List.of(TOKENS, PRUNED, ANSWERS, ALERTS, SOURCES_DLQ, TOKENS_DLQ, PRUNED_DLQ, ALERTS_DLQ);

    /** The list itself, in the order of the line. */
    public static final List<Topic<?>> ALL = List.of(
            TOKENS,
            PRUNED,
            QUESTIONS,
            ANSWERS,
            ANSWER_DELTAS,
            STANDING_QUESTIONS,
            ALERTS,
            CONTROL,
            STREAMS,
            PREVIEWS,
            METRICS,
            SOURCES_DLQ,
            TOKENS_DLQ,
            PRUNED_DLQ,
            QUESTIONS_DLQ,
            STANDING_QUESTIONS_DLQ,
            ALERTS_DLQ,
            CONTROL_DLQ);

    private TopicRegistry() {}

    /** The topic of this short name, as in {@code tokens} or {@code tokens.dlq}. */
    public static Optional<Topic<?>> named(String name) {
        return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    /** Where records go that could not be processed when they were read from a topic. Answers, metrics and the like are read by people and pages, which have no dead letters. */
    public static Optional<Topic<DeadLetter>> deadLettersOf(Topic<?> topic) {
        return DEAD_LETTERS.stream()
                .filter(dlq -> dlq.name().equals(topic.name() + DEAD_LETTER_SUFFIX))
                .findFirst();
    }

    private static <T> Topic<T> deleted(
            String name,
            String text,
            String key,
            int partitions,
            Duration retention,
            int largest,
            RecordCodec<T> codec) {
        return new Topic<>(
                name, text, key, partitions, Cleanup.DELETE, Optional.of(retention), largest, codec, false, false);
    }

    private static <T> Topic<T> compacted(String name, String text, String key, int largest, RecordCodec<T> codec) {
        return new Topic<>(name, text, key, 1, Cleanup.COMPACT, Optional.empty(), largest, codec, false, false);
    }

    /** A dead letter holds the whole record, and what is said about it. */
    private static Topic<DeadLetter> deadLetters(String of, String key, int largest) {
        String text = of.equals("sources")
                ? "inputs that could not be read"
                : "records of " + of + " that could not be processed";
        return deleted(of + DEAD_LETTER_SUFFIX, text, key, 1, MONTH, largest + 64 * KIB, RecordCodecs.DEAD_LETTER);
    }
}
