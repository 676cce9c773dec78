package io.winnow.cli.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneClipTest {
    @TempDir
    Path folder;

    @Test
    void aClipIsAVideoFileWithQuestionsWhoseTruthIsKnown() throws Exception {
        SceneClip clip = SceneClip.draw(7, folder);
        byte[] bytes = Files.readAllBytes(clip.file());
        assertThat(new String(bytes, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
        assertThat(bytes.length).isBetween(50_000, 8_000_000);
        assertThat(clip.questions()).hasSizeBetween(5, 7).allSatisfy(question -> {
            assertThat(question.question()).isNotBlank();
            assertThat(question.answer()).isNotBlank();
        });
    }

    @Test
    void aSeedGivesTheSameClipAgain() throws Exception {
        Path other = Files.createDirectory(folder.resolve("again"));
        SceneClip first = SceneClip.draw(3, folder);
        SceneClip again = SceneClip.draw(3, other);
        assertThat(again.questions()).isEqualTo(first.questions());
        assertThat(again.file()).hasSameBinaryContentAs(first.file());
    }
}
