package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline keeps its tokens in an archive, which is asked when its clip, its broker and its topics are gone. */
class RunArchiveIT {
    private static final int FRAMES = 100;

    @TempDir
    Path folder;

    @Test
    void whatATopicHeldIsAskedWhenItIsGone() throws IOException {
        Path clip = Media.steady(folder.resolve("door.mp4"), "testsrc2=size=320x240:rate=25", FRAMES);
        Path pipeline = Files.writeString(folder.resolve("kept.yaml"), """
                name: kept
                sources: [door.mp4]
                stages: [tokenize]
                decode.policy: keep-all
                archive: archive
                archive-records: 30
                flink.state-folder: %s
                """.formatted(folder.resolve("state")));
        CommandRun.documents("run", pipeline.toString());
        Files.delete(clip);
        String archive = folder.resolve("archive").toString();

        JsonNode status = CommandRun.documents("archive", "status", archive).get(0);
        JsonNode found = CommandRun.documents("archive", "verify", archive).get(0);
        List<JsonNode> answers = CommandRun.documents("archive", "ask", archive, "What is in the picture?");
        List<JsonNode> part = CommandRun.documents(
                "archive", "ask", archive, "What is in the picture?", "--in", "door.mp4", "--from", "1s", "--to", "2s");

        assertThat(status.get("tokens").asInt()).isEqualTo(FRAMES * 49);
        assertThat(found.get("rows").asInt()).isEqualTo(FRAMES);
        assertThat(found.get("objects").asInt()).isEqualTo(4);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).get("stream").asText()).isEqualTo("door.mp4");
        assertThat(answers.get(0).get("tokens").get("frames").asInt()).isEqualTo(FRAMES);
        assertThat(part.get(0).get("tokens").get("frames").asInt()).isEqualTo(25);
    }

    @Test
    void anObjectThatWasTamperedWithIsNamed() throws IOException {
        Media.steady(folder.resolve("door.mp4"), "testsrc2=size=320x240:rate=25", 10);
        Path pipeline = Files.writeString(folder.resolve("kept.yaml"), """
                {name: kept, sources: [door.mp4], stages: [tokenize], decode.policy: keep-all, archive: archive, archive-records: 5, flink.state-folder: %s}
                """.formatted(folder.resolve("state")));
        CommandRun.documents("run", pipeline.toString());
        List<Path> objects;
        try (Stream<Path> files = Files.walk(folder.resolve("archive"))) {
            objects = files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
        Files.copy(objects.get(0), objects.get(1), StandardCopyOption.REPLACE_EXISTING);

        CommandRun verified =
                CommandRun.of("archive", "verify", folder.resolve("archive").toString());

        assertThat(verified.status()).isEqualTo(5);
        assertThat(verified.err()).contains(String.valueOf(objects.get(1).getFileName()), "not that of its name");
    }
}
