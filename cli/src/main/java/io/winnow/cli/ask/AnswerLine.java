package io.winnow.cli.ask;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.winnow.records.Answer;
import io.winnow.records.Span;
import java.util.List;

/**
 * An answer as the command writes it, as JSON or for people.
 *
 * @param question its words
 * @param answer its words
 * @param confidence 0 to 1
 * @param stream what it is about
 * @param evidence spans it rests on
 * @param tokens at each stage
 * @param millis where time went
 * @param bundles {@code name@digest12}
 */
@JsonPropertyOrder({"question", "answer", "confidence", "stream", "evidence", "tokens", "millis", "bundles"})
public record AnswerLine(
        String question,
        String answer,
        double confidence,
        String stream,
        List<Evidence> evidence,
        Answer.Counts tokens,
        Answer.Millis millis,
        Bundles bundles) {

    /** A span with its clock. */
    @JsonPropertyOrder({"startMicros", "endMicros", "clock"})
    public record Evidence(long startMicros, long endMicros, String clock) {
        static Evidence of(Span span) {
            return new Evidence(
                    span.startMicros(), span.endMicros(), span.clock().name());
        }
    }

    /** What computed it. */
    @JsonPropertyOrder({"tokenizer", "reader"})
    public record Bundles(String tokenizer, String reader) {}

    public AnswerLine {
        evidence = List.copyOf(evidence);
    }

    /** The line of an answer. */
    public static AnswerLine of(Answer answer) {
        return new AnswerLine(
                answer.question(),
                answer.answer(),
                answer.confidence(),
                answer.stream(),
                answer.evidence().stream().map(Evidence::of).toList(),
                answer.counts(),
                answer.millis(),
                new Bundles(answer.tokenizer().toString(), answer.reader().toString()));
    }
}
