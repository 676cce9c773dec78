package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.topics.QuestionWriter;
import io.winnow.records.QuestionRules;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StandingRules;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Takes, shows and ends standing questions: {@code {"question", "id"?, "streams"?, "everyMillis"?, "change"?, "when"?, "deadlineMillis"?}}. */
final class StandingApi {
    private static final int LARGEST_BODY =
            6 * (QuestionRules.LARGEST_BYTES + StandingRules.LARGEST_STREAMS + 4 * StandingRules.LONGEST_TEXT) + 4096;
    private static final Set<String> FIELDS =
            Set.of("question", "id", "streams", "everyMillis", "change", "when", "deadlineMillis");

    private final QuestionWriter writer;
    private final LiveState state;
    private final Clock clock;
    private final Json json;
    private final LateReplies late;

    StandingApi(QuestionWriter writer, LiveState state, Clock clock, Json json, LateReplies late) {
        this.writer = writer;
        this.state = state;
        this.clock = clock;
        this.json = json;
        this.late = late;
    }

    void get(Context context) {
        json.send(
                context,
                200,
                Map.of("standing", state.standingViews(Caller.of(context).scope())));
    }

    void post(Context context) throws IOException {
        Fields fields = Fields.of(context, json, LARGEST_BODY, FIELDS, StandingApi::refused);
        StandingQuestion question = new StandingQuestion(
                fields.text("id").orElseGet(() -> UUID.randomUUID().toString()),
                fields.text("question").orElse("").strip(),
                fields.texts("streams"),
                fields.whole("everyMillis"),
                fields.number("change"),
                fields.text("when").orElse("").strip(),
                fields.whole("deadlineMillis"),
                clock.millis());
        StandingRules.problem(question).ifPresent(problem -> {
            throw refused(problem);
        });
        AuditLog.about(context, question.id(), question.text());
        Caller caller = Caller.of(context);
        caller.requireWithin(covers(caller, question.streams()));
        requireKnown(caller);
        state.standing(question.id()).ifPresent(known -> caller.requireWithin(covers(caller, known.streams())));
        context.future(() -> late.of(context, () -> QuestionApi.written(writer.stand(question)))
                .thenRun(() -> json.send(context, 202, Map.of("id", question.id()))));
    }

    void delete(Context context) {
        String id = context.pathParam("id");
        AuditLog.about(context, id, "");
        Caller caller = Caller.of(context);
        requireKnown(caller);
        if (state.standingViews(caller.scope()).stream()
                .noneMatch(question -> question.id().equals(id))) {
            throw new ApiError(
                    404,
                    "NO_QUESTION",
                    "no standing question has this id",
                    "the path",
                    "GET /api/standing-questions lists them");
        }
        state.standing(id).ifPresent(known -> caller.requireWithin(covers(caller, known.streams())));
        context.future(() -> late.of(context, () -> QuestionApi.written(writer.remove(id)))
                .thenRun(() -> json.send(context, 202, Map.of("removed", id))));
    }

    /** Whose streams are not all must wait until it is known which questions are others'. */
    private void requireKnown(Caller caller) {
        if (!caller.scope().whole() && !state.knowsStanding()) {
            throw new ApiError(
                    503,
                    "BROKER_UNREACHABLE",
                    "the standing questions that there are have not been read yet",
                    "the gateway",
                    "come back; where it lasts, check that the broker runs and has the pipeline's topics (winnow doctor)",
                    Map.of("Retry-After", "1"));
        }
    }

    /** Whether a standing question of these patterns asks of the caller's streams alone; no patterns are each stream. */
    private static boolean covers(Caller caller, List<String> patterns) {
        return patterns.isEmpty() ? caller.scope().whole() : patterns.stream().allMatch(caller.scope()::covers);
    }

    private static ApiError refused(String what) {
        return new ApiError(
                400,
                "BAD_QUESTION",
                what,
                "the question",
                "ask as in {\"question\": \"Is the gate open?\", \"everyMillis\": 10000, \"when\": \"answer is yes\"}");
    }
}
