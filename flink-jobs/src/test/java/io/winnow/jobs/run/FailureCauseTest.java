package io.winnow.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.archive.flink.UnwritableArchive;
import io.winnow.decode.stream.SourceLostException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FailureCauseTest {

    @Test
    void aSourceThatCannotBeReadAgainIsExitFour() {
        Throwable thrown = new IllegalStateException(
                "Recovery is suppressed", new RuntimeException(new SourceLostException("stdin")));
        PipelineFailure failure = FailureCause.of("decode", thrown);
        assertThat(failure.code()).isEqualTo("SOURCE_LOST");
        assertThat(failure.exit()).isEqualTo(4);
        assertThat(failure.what()).contains("standard input (stream stdin) was read in part");
    }

    @Test
    void anArchiveThatCannotBeWrittenIsExitFourAndNamed() {
        Throwable thrown = new IllegalStateException(
                "Recovery is suppressed",
                new IOException(
                        UnwritableArchive.SENTENCE + "/kept: No space left on device",
                        new IOException("No space left on device")));
        PipelineFailure failure = FailureCause.of("archive", thrown);
        assertThat(failure.code()).isEqualTo("ARCHIVE_UNWRITABLE");
        assertThat(failure.exit()).isEqualTo(4);
        assertThat(failure.what()).contains("/kept", "No space left");
    }

    @Test
    void anythingElseIsADefectOfOurs() {
        assertThat(FailureCause.of("decode", new IllegalStateException("x")).exit())
                .isEqualTo(1);
    }
}
