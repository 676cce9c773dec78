package io.winnow.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.stream.SourceLostException;
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
    void anythingElseIsADefectOfOurs() {
        assertThat(FailureCause.of("decode", new IllegalStateException("x")).exit())
                .isEqualTo(1);
    }
}
