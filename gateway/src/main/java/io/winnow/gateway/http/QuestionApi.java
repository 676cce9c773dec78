package io.winnow.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.winnow.gateway.topics.QuestionWriter;
import io.winnow.records.Question;
import io.winnow.records.QuestionRules;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Json json;

    QuestionApi(QuestionWriter writer, Json json) {
        this.writer = writer;
        this.json = json;
    }

    void post(Context context) throws IOException, InterruptedException {
        Guard.requireJson(context);
        byte[] body = context.req().getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw refused("the request has more than " + LARGEST_BODY + " bytes");
        }
        JsonNode fields = json.read(body);
        fields.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw refused("there is no field \"" + name.replaceAll("[^ -~]", "?") + "\"");
            }
        });
        String text = text(fields, "question").orElse("").strip();
        QuestionRules.problem(text).ifPresent(problem -> {
            throw refused(problem);
        });
        Optional<String> stream = text(fields, "stream").filter(name -> !name.isBlank());
        if (stream.isPresent() && stream.get().length() > LONGEST_STREAM) {
            throw refused("the stream's id has more than " + LONGEST_STREAM + " characters");
        }
        Optional<Long> from = number(fields, "fromMicros");
        Optional<Long> to = number(fields, "toMicros");
        if (from.isPresent() && to.isPresent() && from.get() > to.get()) {
            throw refused("the time asked about ends before it starts");
        }
        try {
            Question question = writer.ask(text, stream, from, to, number(fields, "deadlineMillis"));
            json.send(context, 202, Map.of("id", question.id(), "run", question.run()));
        } catch (QuestionWriter.NotWritten e) {
            LOG.warn("a question was not written", e);
            throw new ApiError(
                    503,
                    "BROKER_UNREACHABLE",
                    "the question could not be written to its topic",
                    "the broker",
                    "check that the broker runs and has the pipeline's topics (winnow doctor), then ask again");
        }
    }

    private static Optional<String> text(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw refused(name + " is not text");
        }
        return Optional.of(value.textValue());
    }

    private static Optional<Long> number(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw refused(name + " is not a whole number");
        }
        return Optional.of(value.longValue());
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
