package io.winnow.records.avro;

import io.winnow.avro.AnswerCounts;
import io.winnow.avro.AnswerDeferral;
import io.winnow.avro.AnswerEndpoint;
import io.winnow.avro.AnswerMillis;
import io.winnow.records.Answer;
import java.util.Optional;

/** Answers in both forms. */
final class AnswerMapping implements RecordKind.Mapping<Answer, io.winnow.avro.Answer> {
    @Override
    public io.winnow.avro.Answer wire(Answer plain) {
        Answer.Counts counts = plain.counts();
        Answer.Millis millis = plain.millis();
        return io.winnow.avro.Answer.newBuilder()
                .setId(Parts.wire(plain.id()))
                .setQuestionId(plain.questionId())
                .setRun(plain.run())
                .setStream(plain.stream())
                .setOccurrence(plain.occurrence())
                .setQuestion(plain.question())
                .setAnswer(plain.answer())
                .setConfidence(plain.confidence())
                .setEvidence(Parts.wireSpans(plain.evidence()))
                .setCounts(new AnswerCounts(
                        counts.frames(), counts.visual(), counts.kept(), counts.read(), counts.generated()))
                .setMillis(new AnswerMillis(
                        millis.decode(), millis.tokenize(), millis.prune(), millis.firstToken(), millis.total()))
                .setTokenizer(Parts.wire(plain.tokenizer()))
                .setReader(Parts.wire(plain.reader()))
                .setWindows(Parts.wireIds(plain.windows()))
                .setAnsweredMillis(plain.answeredMillis())
                .setEndpoint(plain.endpoint().map(AnswerMapping::wire).orElse(null))
                .setDeferral(plain.deferral().map(AnswerMapping::wire).orElse(null))
                .build();
    }

    @Override
    public Answer plain(io.winnow.avro.Answer wire) throws RecordFormatException {
        AnswerCounts counts = wire.getCounts();
        AnswerMillis millis = wire.getMillis();
        return new Answer(
                Parts.plain(wire.getId()),
                wire.getQuestionId(),
                wire.getRun(),
                wire.getStream(),
                wire.getOccurrence(),
                wire.getQuestion(),
                wire.getAnswer(),
                wire.getConfidence(),
                Parts.plainSpans(wire.getEvidence()),
                new Answer.Counts(
                        counts.getFrames(),
                        counts.getVisual(),
                        counts.getKept(),
                        counts.getRead(),
                        counts.getGenerated()),
                new Answer.Millis(
                        millis.getDecode(),
                        millis.getTokenize(),
                        millis.getPrune(),
                        millis.getFirstToken(),
                        millis.getTotal()),
                Parts.plain(wire.getTokenizer()),
                Parts.plain(wire.getReader()),
                Parts.plainIds(wire.getWindows()),
                wire.getAnsweredMillis(),
                Optional.ofNullable(wire.getEndpoint()).map(AnswerMapping::plain),
                Optional.ofNullable(wire.getDeferral()).map(AnswerMapping::plain));
    }

    private static AnswerEndpoint wire(Answer.Endpoint plain) {
        return new AnswerEndpoint(plain.pictures(), plain.tokensIn(), plain.tokensOut(), plain.price());
    }

    private static Answer.Endpoint plain(AnswerEndpoint wire) {
        return new Answer.Endpoint(wire.getPictures(), wire.getTokensIn(), wire.getTokensOut(), wire.getPrice());
    }

    private static AnswerDeferral wire(Answer.Deferral plain) {
        return new AnswerDeferral(Parts.wire(plain.first()), plain.confidence(), plain.problem());
    }

    private static Answer.Deferral plain(AnswerDeferral wire) {
        return new Answer.Deferral(Parts.plain(wire.getFirst()), wire.getConfidence(), wire.getProblem());
    }
}
