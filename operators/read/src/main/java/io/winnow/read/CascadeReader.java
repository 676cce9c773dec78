package io.winnow.read;

import io.winnow.records.Answer;
import io.winnow.records.Preview;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a second reader what the first is unsure of. Where the second gives no answer, the first's stands, and says why. Whoever hears answers while they are written hears the first's words at once, but that
 * they are complete only when it is decided; the second's words are a later attempt.
 */
public final class CascadeReader implements QuestionReader {
    private static final Logger LOG = LoggerFactory.getLogger(CascadeReader.class);

    private final QuestionReader first;
    private final QuestionReader second;
    private final double below;

    /**
     * Joins two readers, which are closed by whoever opened them.
     *
     * @param first whose confidence is calibrated
     * @param second asked where that is too low
     * @param below the confidence from which on the first's answer stands
     */
    public CascadeReader(QuestionReader first, QuestionReader second, double below) {
        this.first = first;
        this.second = second;
        this.below = below;
    }

    @Override
    public CompletableFuture<ReadAnswer> read(String stream, ReadRequest request, List<Preview> pictures) {
        HeldDeltas held = new HeldDeltas(request.deltas());
        return first.read(stream, new ReadRequest(request.context(), request.question(), held), pictures)
                .thenCompose(reading -> {
                    if (reading.result().confidence() >= below) {
                        held.complete();
                        return CompletableFuture.completedFuture(reading);
                    }
                    return defer(stream, request, pictures, reading);
                });
    }

    private CompletableFuture<ReadAnswer> defer(
            String stream, ReadRequest request, List<Preview> pictures, ReadAnswer unsure) {
        return second.read(stream, request, pictures).handle((reading, failure) -> {
            if (failure == null) {
                return reading.deferred(deferral(unsure, ""));
            }
            String answer = unsure.result().answer();
            request.deltas().piece(Uuid7.now(), 0, answer, true);
            return unsure.deferred(deferral(unsure, problem(failure)));
        });
    }

    private static Answer.Deferral deferral(ReadAnswer unsure, String problem) {
        return new Answer.Deferral(unsure.reader(), unsure.result().confidence(), problem);
    }

    private static String problem(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ReadRefused refused) {
            return refused.reason() + ": " + refused.getMessage();
        }
        LOG.warn("the second reader failed", cause);
        return "READ_FAILED: the second reader failed";
    }

    @Override
    public int pictures() {
        return second.pictures();
    }

    @Override
    public void close() {
        // Both are closed by whoever opened them.
    }

    /** Hands pieces on, but not that the last was the last. Pieces come on the engine's thread, before the answer is complete. */
    private static final class HeldDeltas implements Deltas {
        private final Deltas to;
        private String attempt = "";
        private int length;

        HeldDeltas(Deltas to) {
            this.to = to;
        }

        @Override
        public void piece(String ofAttempt, int offset, String text, boolean last) {
            attempt = ofAttempt;
            length = offset + text.length();
            to.piece(ofAttempt, offset, text, false);
        }

        void complete() {
            to.piece(attempt, length, "", true);
        }
    }
}
