package io.winnow.cli.ask;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.winnow.prune.KeepTrials;
import io.winnow.records.Answer;
import io.winnow.records.Span;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
 * @param bundles {@code name@digest12}; of an endpoint {@code http:model@digest12}
 * @param endpoint what an endpoint was given and took; absent where none was asked
 * @param deferral of a cascade whose first reader was unsure; absent where it was sure
 * @param keep what was tried to find how little can be kept; absent where that was named
 */
@JsonPropertyOrder({
    "question",
    "answer",
    "confidence",
    "stream",
    "evidence",
    "tokens",
    "millis",
    "bundles",
    "endpoint",
    "deferral",
    "keep"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnswerLine(
        String question,
        String answer,
        double confidence,
        String stream,
        List<Evidence> evidence,
        Answer.Counts tokens,
        Answer.Millis millis,
        Bundles bundles,
        Answer.@Nullable Endpoint endpoint,
        @Nullable Deferral deferral,
        @Nullable KeepTrials keep) {

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

    /** The reader that was unsure, how sure it was, and why the second gave no answer, or nothing. */
    @JsonPropertyOrder({"first", "confidence", "problem"})
    public record Deferral(String first, double confidence, String problem) {
        static Deferral of(Answer.Deferral deferral) {
            return new Deferral(deferral.first().toString(), deferral.confidence(), deferral.problem());
        }
    }

    public AnswerLine {
        evidence = List.copyOf(evidence);
    }

    /** The line of an answer. */
    public static AnswerLine of(Answer answer) {
        return of(answer, Optional.empty());
    }

    /** The line of an answer in a run of which was tried how little can be kept. */
    public static AnswerLine of(Answer answer, Optional<KeepTrials> keep) {
        return new AnswerLine(
                answer.question(),
                answer.answer(),
                answer.confidence(),
                answer.stream(),
                answer.evidence().stream().map(Evidence::of).toList(),
                answer.counts(),
                answer.millis(),
                new Bundles(answer.tokenizer().toString(), answer.reader().toString()),
                answer.endpoint().orElse(null),
                answer.deferral().map(Deferral::of).orElse(null),
                keep.orElse(null));
    }
}
