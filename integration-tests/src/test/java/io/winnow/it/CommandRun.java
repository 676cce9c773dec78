package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.cli.Main;
import io.winnow.cli.command.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The command, run to its end with {@code --json}.
 *
 * @param status its exit status
 * @param documents what it printed, a document a line
 * @param err what it told people
 */
record CommandRun(int status, List<JsonNode> documents, String err) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static CommandRun of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                Streams.plain(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                java.util.stream.Stream.concat(java.util.Arrays.stream(arguments), java.util.stream.Stream.of("--json"))
                        .toArray(String[]::new));
        return new CommandRun(
                status,
                out.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(CommandRun::read)
                        .toList(),
                err.toString(StandardCharsets.UTF_8));
    }

    /** What it printed, where it ends as it should. */
    static List<JsonNode> documents(String... arguments) {
        CommandRun ran = of(arguments);
        assertThat(ran.status()).as("%s%s", ran.documents(), ran.err()).isZero();
        return ran.documents();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("no document: " + line, e);
        }
    }
}
