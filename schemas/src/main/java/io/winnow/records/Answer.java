package io.winnow.records;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A reader's answer.
 *
 * @param id hash of run, stage, question id, stream and occurrence
 * @param questionId the question
 * @param run the run that answered
 * @param stream what it is about
 * @param occurrence which due time of a standing question, counted on the stream's clock; 0 of others
 * @param question the question's words
 * @param answer the answer's words
 * @param confidence 0 to 1
 * @param evidence spans the answer rests on, strongest first
 * @param counts tokens at each stage
 * @param millis where time went
 * @param tokenizer the bundle that made the tokens
 * @param reader what read them: a bundle, or an endpoint's model
 * @param windows ids of the pruned windows read
 * @param answeredMillis wall clock
 * @param endpoint what an endpoint was given and took; empty where none was asked
 * @param deferral of a cascade whose first reader was unsure
 */
public record Answer(
        RecordId id,
        String questionId,
        String run,
        String stream,
        long occurrence,
        String question,
        String answer,
        double confidence,
        List<Span> evidence,
        Counts counts,
        Millis millis,
        BundleRef tokenizer,
        BundleRef reader,
        List<RecordId> windows,
        long answeredMillis,
        Optional<Endpoint> endpoint,
        Optional<Deferral> deferral)
        implements AnswerElement {

    /** Frames decoded, visual tokens made, kept by the pruner, read by the reader, words generated. */
    public record Counts(long frames, long visual, long kept, long read, long generated) {}

    /** Milliseconds of work up to the answer: of the context's frames, and of this request. */
    public record Millis(double decode, double tokenize, double prune, double firstToken, double total) {}

    /** Pictures that an endpoint was sent, tokens of prompt and answer as it counts them, and what they cost in the unit of the configured prices. */
    public record Endpoint(long pictures, long tokensIn, long tokensOut, double price) {}

    /**
     * Says that the first reader of a cascade was unsure.
     *
     * @param first the reader that was unsure
     * @param confidence its own, 0 to 1
     * @param problem why the second reader did not answer, so that the answer is the first reader's; empty where it did
     */
    public record Deferral(BundleRef first, double confidence, String problem) {}

    public Answer {
        Objects.requireNonNull(id, "id");
        evidence = List.copyOf(evidence);
        windows = List.copyOf(windows);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence " + confidence + " is not between 0 and 1");
        }
    }
}
