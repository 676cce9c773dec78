package io.winnow.records.avro;

import io.winnow.records.AnswerDelta;

/** Pieces of answers in both forms. */
final class AnswerDeltaMapping implements RecordKind.Mapping<AnswerDelta, io.winnow.avro.AnswerDelta> {
    @Override
    public io.winnow.avro.AnswerDelta wire(AnswerDelta plain) {
        return new io.winnow.avro.AnswerDelta(
                plain.questionId(), plain.stream(), plain.attempt(), plain.offset(), plain.text(), plain.last());
    }

    @Override
    public AnswerDelta plain(io.winnow.avro.AnswerDelta wire) {
        return new AnswerDelta(
                wire.getQuestionId(),
                wire.getStream(),
                wire.getAttempt(),
                wire.getOffset(),
                wire.getText(),
                wire.getLast());
    }
}
