package io.winnow.records.avro;

import io.winnow.records.StandingQuestion;
import java.util.List;
import java.util.Optional;

/** Standing questions in both forms. */
final class StandingQuestionMapping implements RecordKind.Mapping<StandingQuestion, io.winnow.avro.StandingQuestion> {
    @Override
    public io.winnow.avro.StandingQuestion wire(StandingQuestion plain) {
        return io.winnow.avro.StandingQuestion.newBuilder()
                .setId(plain.id())
                .setText(plain.text())
                .setEveryMillis(plain.everyMillis().orElse(null))
                .setAddedMillis(plain.addedMillis())
                .setStreams(plain.streams())
                .setChange(plain.change().orElse(null))
                .setWhen(plain.when())
                .setDeadlineMillis(plain.deadlineMillis().orElse(null))
                .build();
    }

    @Override
    public StandingQuestion plain(io.winnow.avro.StandingQuestion wire) {
        return new StandingQuestion(
                wire.getId(),
                wire.getText(),
                streams(wire),
                Optional.ofNullable(wire.getEveryMillis()),
                change(wire),
                wire.getWhen(),
                Optional.ofNullable(wire.getDeadlineMillis()),
                wire.getAddedMillis());
    }

    /** The first version named one stream or each. */
    private static List<String> streams(io.winnow.avro.StandingQuestion wire) {
        return wire.getStreams().isEmpty() && wire.getStream() != null ? List.of(wire.getStream()) : wire.getStreams();
    }

    /** The first version said by the lack of a schedule that a question is asked on change. */
    private static Optional<Double> change(io.winnow.avro.StandingQuestion wire) {
        return wire.getEveryMillis() == null && wire.getChange() == null
                ? Optional.of(StandingQuestion.USUAL_CHANGE)
                : Optional.ofNullable(wire.getChange());
    }
}
