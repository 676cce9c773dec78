package io.winnow.records.flink;

import io.winnow.records.Alert;
import io.winnow.records.AnswerDelta;
import io.winnow.records.DeadLetter;
import io.winnow.records.Preview;
import io.winnow.records.StreamStatus;
import org.apache.flink.util.OutputTag;

/** The side outputs of stages, the same everywhere, so that the job builder can lead each to its topic. */
public final class StageOutputs {

    /** Whatever a stage could not process. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters", RecordTypes.DEAD_LETTER);

    /** Pieces of answers while they are written. */
    public static final OutputTag<AnswerDelta> ANSWER_DELTAS =
            new OutputTag<>("answer-deltas", RecordTypes.ANSWER_DELTA);

    /** What standing questions have to tell. */
    public static final OutputTag<Alert> ALERTS = new OutputTag<>("alerts", RecordTypes.ALERT);

    /** Streams' states. */
    public static final OutputTag<StreamStatus> STREAM_STATUS =
            new OutputTag<>("stream-status", RecordTypes.STREAM_STATUS);

    /** Small pictures of frames. */
    public static final OutputTag<Preview> PREVIEWS = new OutputTag<>("previews", RecordTypes.PREVIEW);

    private StageOutputs() {}
}
