package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An evaluation that is told to end, as `kill` does, while it draws clips. */
class StoppedEvalIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String QUESTION = """
            {"id": "q", "media": "1.png", "kind": "image", "type": "exists", "question": "Is it night?", "answer": "yes"}
            """;

    @TempDir
    Path folder;

    @Test
    void noDrawnClipIsLeftBehind() throws IOException {
        Path data = folder.resolve("data");
        Files.writeString(Files.createDirectories(data.resolve("qa")).resolve("a.jsonl"), QUESTION);
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        try (JavaProcess eval = JavaProcess.start(
                folder.resolve("eval.log"),
                JavaProcess.testClassPath(),
                Map.of(),
                List.of("-Djava.io.tmpdir=" + temporary),
                "io.winnow.cli.Main",
                List.of("eval", "--suite", "prune", "--data", data.toString()))) {
            Awaitility.await().atMost(PATIENCE).until(() -> drawn(temporary) > 0 || !eval.isAlive());
            assertThat(eval.isAlive()).as(eval::output).isTrue();
        }
        assertThat(drawn(temporary)).isZero();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("winnow-"));
        }
    }

    private static long drawn(Path temporary) {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.filter(file -> file.toString().endsWith(".mp4")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
