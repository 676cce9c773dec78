package io.winnow.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.topics.QuestionWriter;
import io.winnow.records.QuestionRules;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes questions: {@code {"question", "stream"?, "fromMicros"?, "toMicros"?, "deadlineMillis"?}}. */
final class QuestionApi {
    private static final Logger LOG = LoggerFactory.getLogger(QuestionApi.class);

    /** A question of the largest size, each character escaped, and the other fields. */
    private static final int LARGEST_BODY = 6 * QuestionRules.LARGEST_BYTES + 4096;

    private static final int LONGEST_STREAM = 1024;
    private static final Set<String> FIELDS = Set.of("question", "stream", "fromMicros", "toMicros", "deadlineMillis");

    private final QuestionWriter writer;
    private final LiveState state;
    private final Clock clock;
    private final Json json;
    private final LateReplies late;

    /** A question that was put. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Accepted(String id, String run, @Nullable String note) {}

    QuestionApi(QuestionWriter writer, LiveState state, Clock clock, Json json, LateReplies late) {
        this.writer = writer;
        this.state = state;
        this.clock = clock;
        this.json = json;
        this.late = late;
    }

    void post(Context context) throws IOException {
        Fields fields = Fields.of(context, json, LARGEST_BODY, FIELDS, QuestionApi::refused);
        String text = fields.text("question").orElse("").strip();
        QuestionRules.problem(text).ifPresent(problem -> {
            throw refused(problem);
        });
        Optional<String> stream = fields.text("stream").filter(name -> !name.isBlank());
        if (stream.isPresent() && stream.get().length() > LONGEST_STREAM) {
            throw refused("the stream's id has more than " + LONGEST_STREAM + " characters");
        }
        Caller caller = Caller.of(context);
        caller.requireWithin(
                stream.map(caller.scope()::sees).orElse(caller.scope().whole()));
        Optional<Long> from = fields.whole("fromMicros");
        Optional<Long> to = fields.whole("toMicros");
        if (from.isPresent() && to.isPresent() && from.get() > to.get()) {
            throw refused("the time asked about ends before it starts");
        }
        Optional<Long> deadline = fields.whole("deadlineMillis");
        if (deadline.isPresent() && deadline.get() <= clock.millis()) {
            throw new ApiError(
                    400,
                    "BAD_QUESTION",
                    "the deadline " + Instant.ofEpochMilli(deadline.get()) + " is over: no answer could come before it",
                    "deadlineMillis",
                    "give one that is to come, in milliseconds since 1970, or none");
        }
        Optional<String> note = AskedRun.note(state);
        context.future(() -> late.of(context, () -> written(writer.ask(text, stream, from, to, deadline)))
                .thenAccept(question -> {
                    AuditLog.about(context, question.id(), text);
                    json.send(context, 202, new Accepted(question.id(), question.run(), note.orElse(null)));
                }));
    }

    /** The same, failing with the {@link ApiError} that says why something was not written. */
    static <T> CompletableFuture<T> written(CompletableFuture<T> writing) {
        return writing.exceptionallyCompose(failure -> CompletableFuture.failedFuture(notWritten(failure)));
    }

    static ApiError notWritten(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof QuestionWriter.TooMany) {
            return new ApiError(
                    429,
                    "TOO_MANY_QUESTIONS",
                    "as many answers are waited for as the reader gives in half a minute",
                    "the gateway",
                    "come back when some are there",
                    Map.of("Retry-After", "1"));
        }
        LOG.warn("a question was not written", cause);
        return new ApiError(
                503,
                "BROKER_UNREACHABLE",
                "the question could not be written to its topic",
                "the broker",
                "check that the broker runs and has the pipeline's topics (winnow doctor), then ask again",
                Map.of("Retry-After", "5"));
    }

    private static ApiError refused(String what) {
        return new ApiError(
                400,
                "BAD_QUESTION",
                what,
                "the question",
                "ask in one line of text, up to " + QuestionRules.LARGEST_BYTES / 1024
                        + " kB, as in {\"question\": \"How many cars are there?\"}");
    }
}
