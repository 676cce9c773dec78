package io.winnow.records.avro;

import io.winnow.records.Question;
import java.util.Optional;

/** Questions in both forms. */
final class QuestionMapping implements RecordKind.Mapping<Question, io.winnow.avro.Question> {
    @Override
    public io.winnow.avro.Question wire(Question plain) {
        return new io.winnow.avro.Question(
                plain.id(),
                plain.run(),
                plain.text(),
                plain.stream().orElse(null),
                plain.fromMicros().orElse(null),
                plain.toMicros().orElse(null),
                plain.askedMillis(),
                plain.deadlineMillis().orElse(null));
    }

    @Override
    public Question plain(io.winnow.avro.Question wire) {
        return new Question(
                wire.getId(),
                wire.getRun(),
                wire.getText(),
                Optional.ofNullable(wire.getStream()),
                Optional.ofNullable(wire.getFromMicros()),
                Optional.ofNullable(wire.getToMicros()),
                wire.getAskedMillis(),
                Optional.ofNullable(wire.getDeadlineMillis()));
    }
}
