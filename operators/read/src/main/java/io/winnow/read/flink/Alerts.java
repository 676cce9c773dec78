package io.winnow.read.flink;

import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.RecordId;
import io.winnow.records.RecordIds;
import io.winnow.records.StageContext;
import io.winnow.records.StandingQuestion;
import java.util.List;

/** Makes alert records. The same answer makes the same alert, whatever is restored or repeated. */
final class Alerts {
    private final StageContext context;

    Alerts(StageContext context) {
        this.context = context;
    }

    /** That an answer decided. */
    Alert of(StandingQuestion question, Alert.State state, Answer answer) {
        return new Alert(
                id(question, answer.stream(), answer.occurrence(), state),
                question.id(),
                context.run(),
                answer.stream(),
                answer.occurrence(),
                state,
                Alert.Reason.ANSWER,
                question.text(),
                question.when(),
                answer.answer(),
                answer.confidence(),
                answer.evidence(),
                System.currentTimeMillis());
    }

    /**
     * The end of one that fired and whose question is followed no longer.
     *
     * @param occurrence of the last time it was asked
     */
    Alert ended(StandingQuestion question, String stream, long occurrence, Alert.Reason reason) {
        return new Alert(
                id(question, stream, occurrence, Alert.State.RESOLVED),
                question.id(),
                context.run(),
                stream,
                occurrence,
                Alert.State.RESOLVED,
                reason,
                question.text(),
                question.when(),
                "",
                0,
                List.of(),
                System.currentTimeMillis());
    }

    private RecordId id(StandingQuestion question, String stream, long occurrence, Alert.State state) {
        return RecordIds.alert(context.run(), context.stage(), question.id(), stream, occurrence, state.name());
    }
}
