package io.winnow.read.flink;

import io.winnow.read.Deltas;
import io.winnow.read.QuestionReader;
import io.winnow.read.ReadAnswer;
import io.winnow.read.ReadContext;
import io.winnow.read.ReadRefused;
import io.winnow.read.ReadRequest;
import io.winnow.records.AnswerDelta;
import io.winnow.records.Preview;
import io.winnow.records.Question;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands requests to the engine and brings what it says back to the task's thread. */
final class Flights {
    private static final Logger LOG = LoggerFactory.getLogger(Flights.class);

    private final QuestionReader reader;
    private final MailboxExecutor mailbox;
    private final ReadOutput output;
    private int inFlight;

    Flights(QuestionReader reader, MailboxExecutor mailbox, ReadOutput output) {
        this.reader = reader;
        this.mailbox = mailbox;
        this.output = output;
    }

    /** Hears how a request ended, on the task's thread. */
    interface Landing {
        /** Whether what comes of it is told still. */
        boolean wanted() throws Exception;

        void answered(ReadAnswer answer) throws Exception;

        void failed(ReadRefused why) throws Exception;
    }

    int inFlight() {
        return inFlight;
    }

    /** @throws ReadRefused when the question cannot be asked; nothing lands then */
    void start(String stream, Question question, ReadContext context, List<Preview> pictures, Landing landing) {
        Deltas deltas = (attempt, offset, text, last) -> {
            AnswerDelta delta = new AnswerDelta(question.id(), stream, attempt, offset, text, last);
            mail(
                    () -> {
                        if (landing.wanted()) {
                            output.delta(delta);
                        }
                    },
                    "answer delta");
        };
        CompletableFuture<ReadAnswer> future =
                reader.read(stream, new ReadRequest(context, question.text(), deltas), pictures);
        inFlight++;
        var unused = future.whenComplete((answer, failure) -> mail(
                () -> {
                    inFlight--;
                    if (failure == null) {
                        landing.answered(answer);
                    } else {
                        landing.failed(refusal(stream, question, cause(failure)));
                    }
                },
                "answer"));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static ReadRefused refusal(String stream, Question question, Throwable failure) {
        if (failure instanceof ReadRefused refused) {
            return refused;
        }
        LOG.warn("question {} on stream {} could not be answered", question.id(), stream, failure);
        return new ReadRefused(
                "READ_FAILED",
                "the engine failed on this question",
                "See the log of the reader's task; ask again under a new id.");
    }

    private void mail(ThrowingRunnable<Exception> what, String description) {
        try {
            mailbox.execute(what, description);
        } catch (RejectedExecutionException e) {
            LOG.debug("the task has ended before its {}", description, e);
        }
    }
}
