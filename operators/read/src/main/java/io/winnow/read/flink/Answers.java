package io.winnow.read.flink;

import io.winnow.read.ReadAnswer;
import io.winnow.read.ReadContext;
import io.winnow.read.ReadResult;
import io.winnow.records.Answer;
import io.winnow.records.BundleRef;
import io.winnow.records.Question;
import io.winnow.records.RecordIds;
import io.winnow.records.StageContext;
import io.winnow.records.Timings;

/** Makes answer records. */
final class Answers {
    private static final double MICROS_PER_MILLI = 1e3;

    private final StageContext context;

    Answers(StageContext context) {
        this.context = context;
    }

    /**
     * An answer.
     *
     * @param tokenizer that made the tokens read
     * @param waitedMillis from the question's admission to when the engine took it
     */
    Answer of(
            Question question,
            long occurrence,
            String stream,
            ReadContext read,
            BundleRef tokenizer,
            ReadAnswer given,
            double waitedMillis) {
        ReadResult result = given.result();
        ReadContext.Cost cost = read.cost();
        Timings timings = cost.timings();
        return new Answer(
                RecordIds.answer(context.run(), context.stage(), question.id(), stream, occurrence),
                question.id(),
                context.run(),
                stream,
                occurrence,
                question.text(),
                result.answer(),
                result.confidence(),
                result.evidence(),
                new Answer.Counts(cost.frames(), cost.visual(), cost.kept(), given.tokens(), result.words()),
                new Answer.Millis(
                        timings.decodeMicros() / MICROS_PER_MILLI,
                        timings.tokenizeMicros() / MICROS_PER_MILLI,
                        timings.pruneMicros() / MICROS_PER_MILLI,
                        waitedMillis + result.firstTokenMillis(),
                        waitedMillis + result.totalMillis()),
                tokenizer,
                given.reader(),
                read.windows(),
                System.currentTimeMillis(),
                given.endpoint(),
                given.deferral());
    }
}
