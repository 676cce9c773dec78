package io.winnow.records.avro;

import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.AnswerElement;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.QuestionElement;
import io.winnow.records.ReadElement;
import io.winnow.records.RunEnded;
import io.winnow.records.StandingElement;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamStatus;
import io.winnow.records.TokenRecord;
import java.util.List;

/** The codec of each record, and of what each topic carries. */
public final class RecordCodecs {
    private static final RecordKind<TokenRecord, io.winnow.avro.TokenRecord> TOKEN_RECORD_KIND =
            new RecordKind<>(TokenRecord.class, io.winnow.avro.TokenRecord.getClassSchema(), new TokenRecordMapping());
    private static final RecordKind<PrunedWindow, io.winnow.avro.PrunedWindow> PRUNED_WINDOW_KIND = new RecordKind<>(
            PrunedWindow.class, io.winnow.avro.PrunedWindow.getClassSchema(), new PrunedWindowMapping());
    private static final RecordKind<StreamEvent, io.winnow.avro.StreamEvent> STREAM_EVENT_KIND =
            new RecordKind<>(StreamEvent.class, io.winnow.avro.StreamEvent.getClassSchema(), new StreamEventMapping());
    private static final RecordKind<RunEnded, io.winnow.avro.RunEnded> RUN_ENDED_KIND =
            new RecordKind<>(RunEnded.class, io.winnow.avro.RunEnded.getClassSchema(), new RunEndedMapping());
    private static final RecordKind<Question, io.winnow.avro.Question> QUESTION_KIND =
            new RecordKind<>(Question.class, io.winnow.avro.Question.getClassSchema(), new QuestionMapping());
    private static final RecordKind<Answer, io.winnow.avro.Answer> ANSWER_KIND =
            new RecordKind<>(Answer.class, io.winnow.avro.Answer.getClassSchema(), new AnswerMapping());
    private static final RecordKind<AnswerDelta, io.winnow.avro.AnswerDelta> ANSWER_DELTA_KIND =
            new RecordKind<>(AnswerDelta.class, io.winnow.avro.AnswerDelta.getClassSchema(), new AnswerDeltaMapping());
    private static final RecordKind<StreamStatus, io.winnow.avro.StreamStatus> STREAM_STATUS_KIND = new RecordKind<>(
            StreamStatus.class, io.winnow.avro.StreamStatus.getClassSchema(), new StreamStatusMapping());
    private static final RecordKind<StreamControl, io.winnow.avro.StreamControl> STREAM_CONTROL_KIND = new RecordKind<>(
            StreamControl.class, io.winnow.avro.StreamControl.getClassSchema(), new StreamControlMapping());
    private static final RecordKind<StandingQuestion, io.winnow.avro.StandingQuestion> STANDING_QUESTION_KIND =
            new RecordKind<>(
                    StandingQuestion.class,
                    io.winnow.avro.StandingQuestion.getClassSchema(),
                    new StandingQuestionMapping());
    private static final RecordKind<Alert, io.winnow.avro.Alert> ALERT_KIND =
            new RecordKind<>(Alert.class, io.winnow.avro.Alert.getClassSchema(), new AlertMapping());
    private static final RecordKind<MetricSnapshot, io.winnow.avro.MetricSnapshot> METRIC_SNAPSHOT_KIND =
            new RecordKind<>(
                    MetricSnapshot.class, io.winnow.avro.MetricSnapshot.getClassSchema(), new MetricSnapshotMapping());
    private static final RecordKind<DeadLetter, io.winnow.avro.DeadLetter> DEAD_LETTER_KIND =
            new RecordKind<>(DeadLetter.class, io.winnow.avro.DeadLetter.getClassSchema(), new DeadLetterMapping());
    private static final RecordKind<Preview, io.winnow.avro.Preview> PREVIEW_KIND =
            new RecordKind<>(Preview.class, io.winnow.avro.Preview.getClassSchema(), new PreviewMapping());
    public static final RecordCodec<TokenRecord> TOKEN_RECORD =
            new RecordCodec<>("TokenRecord", List.of(TOKEN_RECORD_KIND));
    public static final RecordCodec<PrunedWindow> PRUNED_WINDOW =
            new RecordCodec<>("PrunedWindow", List.of(PRUNED_WINDOW_KIND));
    public static final RecordCodec<StreamEvent> STREAM_EVENT =
            new RecordCodec<>("StreamEvent", List.of(STREAM_EVENT_KIND));
    public static final RecordCodec<RunEnded> RUN_ENDED = new RecordCodec<>("RunEnded", List.of(RUN_ENDED_KIND));
    public static final RecordCodec<Question> QUESTION = new RecordCodec<>("Question", List.of(QUESTION_KIND));
    public static final RecordCodec<Answer> ANSWER = new RecordCodec<>("Answer", List.of(ANSWER_KIND));
    public static final RecordCodec<AnswerDelta> ANSWER_DELTA =
            new RecordCodec<>("AnswerDelta", List.of(ANSWER_DELTA_KIND));
    public static final RecordCodec<StreamStatus> STREAM_STATUS =
            new RecordCodec<>("StreamStatus", List.of(STREAM_STATUS_KIND));
    public static final RecordCodec<StreamControl> STREAM_CONTROL =
            new RecordCodec<>("StreamControl", List.of(STREAM_CONTROL_KIND));
    public static final RecordCodec<StandingQuestion> STANDING_QUESTION =
            new RecordCodec<>("StandingQuestion", List.of(STANDING_QUESTION_KIND));
    public static final RecordCodec<Alert> ALERT = new RecordCodec<>("Alert", List.of(ALERT_KIND));
    public static final RecordCodec<MetricSnapshot> METRIC_SNAPSHOT =
            new RecordCodec<>("MetricSnapshot", List.of(METRIC_SNAPSHOT_KIND));
    public static final RecordCodec<DeadLetter> DEAD_LETTER =
            new RecordCodec<>("DeadLetter", List.of(DEAD_LETTER_KIND));

    public static final RecordCodec<Preview> PREVIEW = new RecordCodec<>("Preview", List.of(PREVIEW_KIND));

    /** What {@code tokens} and {@code pruned} carry. */
    public static final RecordCodec<Element> ELEMENT = new RecordCodec<>(
            "Element", List.of(TOKEN_RECORD_KIND, PRUNED_WINDOW_KIND, STREAM_EVENT_KIND, RUN_ENDED_KIND));

    /** What {@code questions} carries: questions, and the mark that no more will come. */
    public static final RecordCodec<QuestionElement> QUESTION_ELEMENT =
            new RecordCodec<>("QuestionElement", List.of(QUESTION_KIND, RUN_ENDED_KIND));

    /** What {@code standing-questions} carries: questions, and the mark that a run hears of no more. */
    public static final RecordCodec<StandingElement> STANDING_ELEMENT =
            new RecordCodec<>("StandingElement", List.of(STANDING_QUESTION_KIND, RUN_ENDED_KIND));

    /** What {@code answers} carries: answers, and the mark that no more will come. */
    public static final RecordCodec<AnswerElement> ANSWER_ELEMENT =
            new RecordCodec<>("AnswerElement", List.of(ANSWER_KIND, RUN_ENDED_KIND));

    /** What a reader hears of streams, within a job. */
    public static final RecordCodec<ReadElement> READ_ELEMENT = new RecordCodec<>(
            "ReadElement",
            List.of(TOKEN_RECORD_KIND, PRUNED_WINDOW_KIND, STREAM_EVENT_KIND, RUN_ENDED_KIND, PREVIEW_KIND));

    private static final List<RecordCodec<?>> ALL = List.of(
            TOKEN_RECORD,
            PRUNED_WINDOW,
            STREAM_EVENT,
            RUN_ENDED,
            QUESTION,
            ANSWER,
            ANSWER_DELTA,
            STREAM_STATUS,
            STREAM_CONTROL,
            STANDING_QUESTION,
            ALERT,
            METRIC_SNAPSHOT,
            DEAD_LETTER,
            PREVIEW,
            ELEMENT,
            QUESTION_ELEMENT,
            STANDING_ELEMENT,
            ANSWER_ELEMENT,
            READ_ELEMENT);

    /** Every kind of record. */
    static final List<RecordKind<?, ?>> KINDS = List.of(
            TOKEN_RECORD_KIND,
            PRUNED_WINDOW_KIND,
            STREAM_EVENT_KIND,
            RUN_ENDED_KIND,
            QUESTION_KIND,
            ANSWER_KIND,
            ANSWER_DELTA_KIND,
            STREAM_STATUS_KIND,
            STREAM_CONTROL_KIND,
            STANDING_QUESTION_KIND,
            ALERT_KIND,
            METRIC_SNAPSHOT_KIND,
            DEAD_LETTER_KIND,
            PREVIEW_KIND);

    private RecordCodecs() {}

    /** Every codec there is. */
    public static List<RecordCodec<?>> all() {
        return ALL;
    }

    /** The codec of this {@link RecordCodec#name}. */
    public static RecordCodec<?> named(String name) {
        return ALL.stream()
                .filter(codec -> codec.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no codec is called " + name));
    }
}
