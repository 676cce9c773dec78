package io.winnow.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.cli.command.CommandFailure;
import io.winnow.jobs.Evenly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalSetTest {
    private static final String ROW = """
            {"id": "%s", "media": "a.mp4", "kind": "video", "type": "color", "question": "What?", "answer": "red"}
            """;

    @TempDir
    Path data;

    @Test
    void questionsOfBothPlacesAreRead() throws IOException {
        Files.createDirectories(data.resolve("qa"));
        Files.createDirectories(data.resolve("composed"));
        Files.writeString(data.resolve("qa/b.jsonl"), ROW.formatted("b"));
        Files.writeString(data.resolve("qa/a.jsonl"), ROW.formatted("a1") + ROW.formatted("a2"));
        Files.writeString(data.resolve("composed/qa.jsonl"), ROW.formatted("c"));

        assertThat(EvalSet.read(data)).extracting(EvalQuestion::id).containsExactly("a1", "a2", "b", "c");
    }

    @Test
    void aRowWithoutAnAnswerNamesItsLine() throws IOException {
        Files.createDirectories(data.resolve("qa"));
        Files.writeString(data.resolve("qa/a.jsonl"), ROW.formatted("a") + "{\"id\": \"x\"}\n");

        assertThatThrownBy(() -> EvalSet.read(data))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        thrown -> assertThat(thrown.failure().where()).endsWith("a.jsonl:2"));
    }

    @Test
    void aFolderWithoutQuestionsIsRefused() {
        assertThatThrownBy(() -> EvalSet.read(data)).isInstanceOf(CommandFailure.class);
    }

    @Test
    void aLimitTakesFromEverywhere() {
        List<EvalQuestion> all = IntStream.range(0, 10)
                .mapToObj(i -> new EvalQuestion("" + i, "m", "image", "t", "q", "a", List.of(), Optional.empty()))
                .toList();

        assertThat(Evenly.some(all, 3)).extracting(EvalQuestion::id).containsExactly("0", "3", "6");
        assertThat(Evenly.some(all, 20)).hasSize(10);
    }
}
