package io.winnow.cli.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.winnow.cli.ask.AnswerLine;
import io.winnow.records.Answer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer of a replay: what every answer says, which question it is to, and what was answered then.
 *
 * @param questionId of the question
 * @param occurrence which due time of a standing question, counted on the stream's clock; 0 of others
 * @param original what the pipeline answered; absent where its topic holds no answer to this question on this stream
 */
@JsonPropertyOrder({"line", "questionId", "occurrence", "original"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayedAnswer(
        @JsonUnwrapped AnswerLine line,
        String questionId,
        long occurrence,
        @Nullable Original original) {

    /** The answer that was given then, and by which reader. */
    @JsonPropertyOrder({"answer", "confidence", "reader"})
    record Original(String answer, double confidence, String reader) {
        static Original of(Answer answer) {
            return new Original(
                    answer.answer(), answer.confidence(), answer.reader().toString());
        }
    }

    static ReplayedAnswer of(Answer answer, Optional<Answer> original) {
        return new ReplayedAnswer(
                AnswerLine.of(answer),
                answer.questionId(),
                answer.occurrence(),
                original.map(Original::of).orElse(null));
    }
}
