package io.winnow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.run.RunCounts;
import io.winnow.prune.KeepTrials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineTableTest {
    private static List<String> lines(Optional<KeepTrials> keep) {
        RunCounts counts = RunCounts.of(
                Map.of(
                        "winnow.frames", 192L,
                        "winnow.tokenized", 32L,
                        "winnow.dropped.POLICY", 160L,
                        "winnow.visual", 1568L,
                        "winnow.kept", 157L,
                        "winnow.bytes.pixels", 11_000_000L),
                2.5,
                keep);
        return new LineTable(new Outcome(answer -> {}), counts)
                .table()
                .markdown()
                .lines()
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    @Test
    void aRowForEachStageSaysWhereFramesTokensAndBytesWent() {
        assertThat(lines(Optional.empty()))
                .anyMatch(line -> line.startsWith("| left out: POLICY | 160 |"))
                .anyMatch(line -> line.startsWith("| tokenized | 32 | 1568 |"))
                .anyMatch(line -> line.startsWith("| kept | | 157 |"))
                .anyMatch(line -> line.contains("2.5 s"));
    }

    @Test
    void whatAutoKeepsStandsWithWhatWasKept() {
        KeepTrials trials = KeepTrials.of(0.95, 1, 20, Map.of(0.5, 20, 0.25, 20, 0.1, 19, 0.05, 3));
        assertThat(lines(Optional.of(trials))).anyMatch(line -> line.startsWith("| kept (auto: 10 %) | | 157 |"));
        assertThat(lines(Optional.of(KeepTrials.of(0.95, 1, 20, Map.of(0.5, 3)))))
                .anyMatch(line -> line.startsWith("| kept (auto: all) | | 157 |"));
    }
}
