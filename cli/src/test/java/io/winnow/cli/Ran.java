package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.command.Json;
import io.winnow.cli.command.Streams;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command that has run, with what it printed. */
public record Ran(int status, String out, String err) {

    /** Runs one as the launcher would. */
    public static Ran of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = Streams.plain(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        int status = Main.run(streams, arguments);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Its documents, one a line. */
    public List<JsonNode> documents() {
        return out.lines().map(Json::read).toList();
    }

    /** The error it ended with: whole, told on standard error in the same words, without a stack trace. */
    public JsonNode refusal(int expectedStatus) {
        JsonNode error = document().path("error");
        assertThat(status).as("%s%s", out, err).isEqualTo(expectedStatus);
        for (String part : List.of("code", "what", "where", "hint")) {
            assertThat(error.path(part).asText()).as(part).isNotBlank();
            assertThat(err).contains(error.path(part).asText());
        }
        assertThat(err).doesNotContain("\tat ");
        return error;
    }

    /** Its only document. */
    public JsonNode document() {
        if (documents().size() != 1) {
            throw new AssertionError("not one document but: " + out + err);
        }
        return documents().get(0);
    }
}
