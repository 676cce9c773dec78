package io.winnow.records.flink;

import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.AnswerElement;
import io.winnow.records.AskElement;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.OrdinalCounter;
import io.winnow.records.OrdinalTracker;
import io.winnow.records.Placed;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.QuestionElement;
import io.winnow.records.ReadElement;
import io.winnow.records.RunEnded;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamStatus;
import io.winnow.records.TokenRecord;
import io.winnow.records.avro.RecordCodec;
import io.winnow.records.avro.RecordCodecs;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Flink types of the records and of the state that every stage keeps: Avro or versioned bytes underneath, never Kryo, with snapshots that savepoints restore. */
public final class RecordTypes {
    public static final TypeInformation<TokenRecord> TOKEN_RECORD =
            record(TokenRecord.class, RecordCodecs.TOKEN_RECORD);
    public static final TypeInformation<PrunedWindow> PRUNED_WINDOW =
            record(PrunedWindow.class, RecordCodecs.PRUNED_WINDOW);
    public static final TypeInformation<StreamEvent> STREAM_EVENT =
            record(StreamEvent.class, RecordCodecs.STREAM_EVENT);
    public static final TypeInformation<RunEnded> RUN_ENDED = record(RunEnded.class, RecordCodecs.RUN_ENDED);
    public static final TypeInformation<Question> QUESTION = record(Question.class, RecordCodecs.QUESTION);
    public static final TypeInformation<Answer> ANSWER = record(Answer.class, RecordCodecs.ANSWER);
    public static final TypeInformation<AnswerDelta> ANSWER_DELTA =
            record(AnswerDelta.class, RecordCodecs.ANSWER_DELTA);
    public static final TypeInformation<StreamStatus> STREAM_STATUS =
            record(StreamStatus.class, RecordCodecs.STREAM_STATUS);
    public static final TypeInformation<StreamControl> STREAM_CONTROL =
            record(StreamControl.class, RecordCodecs.STREAM_CONTROL);
    public static final TypeInformation<StandingQuestion> STANDING_QUESTION =
            record(StandingQuestion.class, RecordCodecs.STANDING_QUESTION);
    public static final TypeInformation<Alert> ALERT = record(Alert.class, RecordCodecs.ALERT);
    public static final TypeInformation<MetricSnapshot> METRIC_SNAPSHOT =
            record(MetricSnapshot.class, RecordCodecs.METRIC_SNAPSHOT);
    public static final TypeInformation<DeadLetter> DEAD_LETTER = record(DeadLetter.class, RecordCodecs.DEAD_LETTER);
    public static final TypeInformation<Element> ELEMENT = record(Element.class, RecordCodecs.ELEMENT);
    public static final TypeInformation<QuestionElement> QUESTION_ELEMENT =
            record(QuestionElement.class, RecordCodecs.QUESTION_ELEMENT);
    public static final TypeInformation<AnswerElement> ANSWER_ELEMENT =
            record(AnswerElement.class, RecordCodecs.ANSWER_ELEMENT);

    public static final TypeInformation<Preview> PREVIEW = record(Preview.class, RecordCodecs.PREVIEW);
    public static final TypeInformation<ReadElement> READ_ELEMENT =
            record(ReadElement.class, RecordCodecs.READ_ELEMENT);

    /** State of a consumer, one a run, producing stage and stream. */
    public static final TypeInformation<OrdinalTracker> ORDINAL_TRACKER =
            versioned(OrdinalTracker.class, OrdinalTrackerFormat.class, false);

    /** State of a producer, one a stream. */
    public static final TypeInformation<OrdinalCounter> ORDINAL_COUNTER =
            versioned(OrdinalCounter.class, OrdinalCounterFormat.class, false);

    /** What a topic brings, with its place there. */
    public static final TypeInformation<Placed> PLACED = versioned(Placed.class, PlacedFormat.class, true);

    /** What the reader hears of questions, within a job. */
    public static final TypeInformation<AskElement> ASK_ELEMENT =
            versioned(AskElement.class, AskElementFormat.class, true);

    private RecordTypes() {}

    private static <T> TypeInformation<T> record(Class<T> type, RecordCodec<T> codec) {
        return new BytesTypeInfo<>(type, new RecordSerializer<>(codec));
    }

    /**
     * A type for a stage's own state.
     *
     * @param format public, with a public constructor without parameters; reads every version it ever wrote
     * @param immutable whether a value can be shared; else it is copied through its bytes
     */
    public static <T> TypeInformation<T> versioned(
            Class<T> type, Class<? extends SimpleVersionedSerializer<T>> format, boolean immutable) {
        return new BytesTypeInfo<>(type, new VersionedSerializer<>(format, immutable));
    }
}
