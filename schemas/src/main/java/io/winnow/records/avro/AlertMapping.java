package io.winnow.records.avro;

import io.winnow.avro.AlertReason;
import io.winnow.avro.AlertState;
import io.winnow.records.Alert;

/** Alerts in both forms. */
final class AlertMapping implements RecordKind.Mapping<Alert, io.winnow.avro.Alert> {
    @Override
    public io.winnow.avro.Alert wire(Alert plain) {
        return new io.winnow.avro.Alert(
                Parts.wire(plain.id()),
                plain.questionId(),
                plain.run(),
                plain.stream(),
                plain.occurrence(),
                Parts.wire(plain.state(), AlertState.class),
                Parts.wire(plain.reason(), AlertReason.class),
                plain.question(),
                plain.when(),
                plain.answer(),
                plain.confidence(),
                Parts.wireSpans(plain.evidence()),
                plain.atMillis());
    }

    @Override
    public Alert plain(io.winnow.avro.Alert wire) throws RecordFormatException {
        return new Alert(
                Parts.plain(wire.getId()),
                wire.getQuestionId(),
                wire.getRun(),
                wire.getStream(),
                wire.getOccurrence(),
                Parts.plain(wire.getState(), Alert.State.class),
                Parts.plain(wire.getReason(), Alert.Reason.class),
                wire.getQuestion(),
                wire.getWhen(),
                wire.getAnswer(),
                wire.getConfidence(),
                Parts.plainSpans(wire.getEvidence()),
                wire.getAtMillis());
    }
}
