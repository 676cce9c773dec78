package io.winnow.read.flink;

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
    private final BundleRef reader;

    Answers(StageContext context, BundleRef reader) {
        this.context = context;
        this.reader = reader;
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
            ReadResult result,
            double waitedMillis) {
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
                new Answer.Counts(cost.frames(), cost.visual(), cost.kept(), read.tokens(), result.words()),
                new Answer.Millis(
                        timings.decodeMicros() / MICROS_PER_MILLI,
                        timings.tokenizeMicros() / MICROS_PER_MILLI,
                        timings.pruneMicros() / MICROS_PER_MILLI,
                        waitedMillis + result.firstTokenMillis(),
                        waitedMillis + result.totalMillis()),
                tokenizer,
                reader,
                read.windows(),
                System.currentTimeMillis());
    }
}
