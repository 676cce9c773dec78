package io.winnow.read;

import io.winnow.records.Answer;
import io.winnow.records.BundleRef;
import java.util.Optional;

/**
 * An answer and who gave it.
 *
 * @param result the answer
 * @param reader that gave it
 * @param tokens visual tokens that it read
 * @param endpoint what an endpoint was given and took; empty where none answered
 * @param deferral of a cascade whose first reader was unsure
 */
public record ReadAnswer(
        ReadResult result,
        BundleRef reader,
        int tokens,
        Optional<Answer.Endpoint> endpoint,
        Optional<Answer.Deferral> deferral) {

    /** The same, of a cascade whose first reader was unsure. */
    ReadAnswer deferred(Answer.Deferral how) {
        return new ReadAnswer(result, reader, tokens, endpoint, Optional.of(how));
    }
}
