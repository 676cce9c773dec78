package io.winnow.cli.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArchiveBarTest {

    @Test
    void theBarShowsCountRateAndTimeLeft() {
        assertThat(ArchiveBar.line(512, 2_048, 8))
                .isEqualTo("[######------------------] 512 of 2,048  64.0/s  24 s left");
        assertThat(ArchiveBar.line(1, 7_200, 1)).endsWith("1.0/s  1 h 59 min left");
    }

    @Test
    void nothingIsPromisedBeforeTheFirstObject() {
        assertThat(ArchiveBar.line(0, 10, 3)).isEqualTo("[------------------------] 0 of 10");
    }

    @Test
    void bytesAreShownInTheUnitThatFits() {
        assertThat(ArchiveReport.bytes(999)).isEqualTo("999 B");
        assertThat(ArchiveReport.bytes(999_960)).isEqualTo("1.0 MB");
        assertThat(ArchiveReport.bytes(15_394_305)).isEqualTo("15.4 MB");
    }
}
