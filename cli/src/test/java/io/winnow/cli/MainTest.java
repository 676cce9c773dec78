package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.command.Interruption;
import io.winnow.cli.command.Streams;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    @Test
    void everyCommandExplainsItself() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Deque<CommandLine> left = new ArrayDeque<>();
        left.add(Main.commandLine(Streams.plain(nowhere, nowhere), Thread.currentThread()));
        while (!left.isEmpty()) {
            CommandLine command = left.pop();
            left.addAll(command.getSubcommands().values());
            String[] names = command.getCommandSpec().qualifiedName().split(" ");
            String[] arguments = new String[names.length];
            System.arraycopy(names, 1, arguments, 0, names.length - 1);
            arguments[names.length - 1] = "--help";

            Ran ran = Ran.of(arguments);

            assertThat(ran.status()).isZero();
            assertThat(ran.out())
                    .startsWith("Usage: " + command.getCommandSpec().qualifiedName());
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(command.getCommandSpec().qualifiedName())
                    .isNotEmpty();
        }
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Ran.of("--version").out()).matches("winnow \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(Java \\d+\\)\\R");
    }

    @Test
    void anUnknownCommandNamesTheNearest() {
        Ran ran = Ran.of("completoin");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("completoin", "Did you mean", "completion");
    }

    @Test
    void wrongUsageIsADocumentWithJson() {
        Ran ran = Ran.of("completion", "--nonsense", "--json");

        JsonNode error = ran.document().get("error");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(error.get("code").asText()).isEqualTo("USAGE");
        assertThat(error.get("what").asText()).contains("--nonsense");
        assertThat(error.get("where").asText()).isEqualTo("winnow completion");
        assertThat(error.get("hint").asText()).contains("winnow completion --help");
        assertThat(ran.err())
                .contains(error.get("what").asText(), error.get("hint").asText());
    }

    @Test
    void noStackTraceIsPrintedUnlessItIsAskedFor() {
        assertThat(Ran.of("--nonsense").err()).doesNotContain("\tat ");
        assertThat(Ran.of("--nonsense", "--verbose").err()).contains("\tat ");
    }

    @Test
    void theCompletionScriptKnowsTheCommands() {
        Ran ran = Ran.of("completion");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("complete -F _complete_winnow", "completion");
    }

    @Test
    void anInterruptedCommandIsToldOnceToStop() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Deque<String> told = new ArrayDeque<>();
        try (Interruption.Registration registration = interruption.onRequest(() -> told.add("stop"))) {
            assertThat(registration).isNotNull();
            interruption.request();
        }

        assertThat(told).containsExactly("stop");
        assertThat(interruption.requested()).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aCommandThatAskedForNothingIsInterrupted() {
        new Interruption(Thread.currentThread()).request();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whateverFailsOnceACommandIsInterruptedIsTheInterrupt() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = Streams.plain(
                new PrintStream(OutputStream.nullOutputStream()), new PrintStream(err, true, StandardCharsets.UTF_8));
        Interruption interruption = new Interruption(Thread.currentThread());
        try (Interruption.Registration registration = interruption.onRequest(() -> {})) {
            assertThat(registration).isNotNull();
            interruption.request();
        }

        int status = Main.run(streams, interruption, "tokenize", "missing.mp4");

        assertThat(status).isEqualTo(130);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("[INTERRUPTED]")
                .doesNotContain("missing.mp4");
    }
}
