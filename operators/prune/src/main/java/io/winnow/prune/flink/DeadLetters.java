package io.winnow.prune.flink;

import io.winnow.prune.Refusal;
import io.winnow.records.DeadLetter;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RecordId;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.StageContext;
import io.winnow.records.TokenRecord;
import io.winnow.records.avro.RecordCodecs;
import java.util.Optional;

/** Dead letters of records that cannot be pruned. */
final class DeadLetters {
    private DeadLetters() {}

    static DeadLetter refused(TokenRecord record, Refusal refusal, StageContext stage, long atMillis) {
        byte[] bytes = RecordCodecs.ELEMENT.encode(record);
        return letter(record.origin(), record.id(), record.span(), bytes, refusal, stage, atMillis);
    }

    /** A window that was pruned already and came in again. */
    static DeadLetter misplaced(PrunedWindow window, StageContext stage, long atMillis) {
        Refusal refusal = new Refusal(
                "WRONG_RECORD",
                "a pruned window came where token records are expected",
                "Find who writes pruned windows to the tokens topic.");
        byte[] bytes = RecordCodecs.ELEMENT.encode(window);
        return letter(window.origin(), window.id(), window.span(), bytes, refusal, stage, atMillis);
    }

    private static DeadLetter letter(
            Origin origin, RecordId id, Span span, byte[] bytes, Refusal refusal, StageContext stage, long atMillis) {
        String stream = origin.stream();
        return new DeadLetter(
                RecordIds.deadLetter(stage.consumer(), stream, refusal.reason(), id.toString()),
                stage.run(),
                stage.consumer(),
                "",
                -1,
                -1,
                stream,
                bytes,
                refusal.reason(),
                refusal.what(),
                "record " + id + " of stream " + stream + ", epoch " + origin.epoch() + ", ordinal " + origin.ordinal(),
                refusal.hint(),
                stream,
                Optional.of(span),
                1,
                atMillis);
    }
}
