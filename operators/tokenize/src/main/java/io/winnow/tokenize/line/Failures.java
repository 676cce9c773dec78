package io.winnow.tokenize.line;

import io.winnow.model.ModelException;
import io.winnow.records.DeadLetter;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.StageContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dead letters of frames and clips that could not be tokenized. What the engine says goes to the log. */
final class Failures {
    /** Reason of dead letters and gaps. */
    static final String REASON = "TOKENIZE";

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** Who caused it: futures wrap what they were failed with. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    static DeadLetter letter(
            StageContext context, String stream, FrameFacts first, Span span, Throwable failure, long nowMillis) {
        String where = "stream " + stream + ", epoch " + first.epoch() + ", frame " + first.seq();
        LOG.warn("{}: not tokenized", where, failure);
        String what = failure instanceof ModelException
                        || failure instanceof IllegalArgumentException
                        || failure instanceof IllegalStateException
                ? String.valueOf(failure.getMessage())
                : "the tokenizer failed";
        return new DeadLetter(
                RecordIds.deadLetter(context.consumer(), stream, REASON, first.epoch() + "/" + first.seq()),
                context.run(),
                context.consumer(),
                "",
                -1,
                -1,
                "",
                stream.getBytes(StandardCharsets.UTF_8),
                REASON,
                "the frame could not be tokenized: " + what,
                where,
                "See the log of the task manager for what the engine says, and `winnow models verify` for the bundle.",
                stream,
                Optional.of(span),
                1,
                nowMillis);
    }
}
