package io.winnow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.definition.DefinitionException;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void whatAPipelineCannotBeIsWrongUsage() {
        assertThat(Failures.of(new DefinitionException("UNKNOWN_KEY", "there is no key x", "a.yaml:3", "See y.")))
                .isEqualTo(new Failure("UNKNOWN_KEY", 2, "there is no key x", "a.yaml:3", "See y."));
    }

    @Test
    void aPipelineThatFailedSaysHowTheCommandEnds() {
        PipelineFailure thrown = new PipelineFailure(
                "CHECKPOINTS_FAILED", 4, "the disk is full", "/x", "Make room.", new IOException("full"));

        assertThat(Failures.of(thrown).exit()).isEqualTo(4);
        assertThat(Failures.of(thrown).code()).isEqualTo("CHECKPOINTS_FAILED");
    }

    @Test
    void aBundleThatCannotBeUsedIsInput() {
        assertThat(Failures.of(new ModelException("encode.onnx has changed")).exit())
                .isEqualTo(3);
    }

    @Test
    void aFileThatIsNotThereIsInput() {
        assertThat(Failures.of(new UncheckedIOException(new NoSuchFileException("/a/b"))))
                .isEqualTo(new Failure("NO_FILE", 3, "there is no file /a/b", "/a/b", "Correct its path."));
        assertThat(Failures.of(new NoSuchFileException("/a", null, "there is nothing in /a"))
                        .what())
                .isEqualTo("there is nothing in /a");
        assertThat(Failures.of(new AccessDeniedException("/a/b")).exit()).isEqualTo(3);
    }

    @Test
    void whatNobodyExpectedIsADefect() {
        assertThat(Failures.of(new IllegalStateException("odd")).exit()).isEqualTo(1);
        assertThat(Failures.of(new IllegalStateException()).what()).contains("IllegalStateException");
    }

    @Test
    void credentialsOfAnAddressAreNotTold() {
        Failure failure = new Failure("X", 4, "rtsp://me:secret@cam/1 is silent", "rtsp://me:secret@cam/1", "Look.");

        assertThat(failure.what()).isEqualTo("rtsp://***@cam/1 is silent");
        assertThat(failure.where()).doesNotContain("secret");
    }
}
