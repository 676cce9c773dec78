package io.winnow.read.flink;

import io.winnow.read.ReadOptions;
import io.winnow.read.ReadRefused;
import io.winnow.records.Question;
import java.util.OptionalLong;

/** When answers are of no use any more. */
final class Deadlines {
    /** Of the refusal. */
    static final String REASON = "DEADLINE";

    private Deadlines() {}

    /** The wall clock after which a question need not be answered: its own, else that of the options. */
    static OptionalLong of(Question question, ReadOptions options) {
        if (question.deadlineMillis().isPresent()) {
            return OptionalLong.of(question.deadlineMillis().get());
        }
        return options.deadline().isZero()
                ? OptionalLong.empty()
                : OptionalLong.of(question.askedMillis() + options.deadline().toMillis());
    }

    static boolean passed(Question question, ReadOptions options, long nowMillis) {
        OptionalLong deadline = of(question, options);
        return deadline.isPresent() && nowMillis > deadline.getAsLong();
    }

    static ReadRefused refusal() {
        return new ReadRefused(
                REASON,
                "the question's deadline passed before it could be answered",
                "Ask again with a later deadline.");
    }
}
