package io.winnow.records.avro;

import io.winnow.records.StandingQuestion;
import java.util.Optional;

/** Standing questions in both forms. */
final class StandingQuestionMapping implements RecordKind.Mapping<StandingQuestion, io.winnow.avro.StandingQuestion> {
    @Override
    public io.winnow.avro.StandingQuestion wire(StandingQuestion plain) {
        return new io.winnow.avro.StandingQuestion(
                plain.id(),
                plain.text(),
                plain.stream().orElse(null),
                plain.everyMillis().orElse(null),
                plain.addedMillis());
    }

    @Override
    public StandingQuestion plain(io.winnow.avro.StandingQuestion wire) {
        return new StandingQuestion(
                wire.getId(),
                wire.getText(),
                Optional.ofNullable(wire.getStream()),
                Optional.ofNullable(wire.getEveryMillis()),
                wire.getAddedMillis());
    }
}
