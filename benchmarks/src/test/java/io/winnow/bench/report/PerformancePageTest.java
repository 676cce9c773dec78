package io.winnow.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.bench.Ratio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {
    @TempDir
    Path folder;

    private static Ratio ratio(String suite, double median) {
        return Ratio.of(suite, "frames", "ours", "theirs", new double[] {median}, 2);
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve(PerformancePage.NAME));
    }

    @Test
    void aRunTakesThePlaceOfItsSuiteAndLeavesTheOthers() throws IOException {
        PerformancePage page = PerformancePage.in(folder, "fma; slow");
        page.write("pipeline", List.of(ratio("pipeline", 0.5).aiming(0.9)));
        page.write("decode", List.of(ratio("decode", 2).aiming(1)));
        String first = page();
        assertThat(first)
                .startsWith("# Performance\n")
                .contains("| frames | ours | theirs | 0.50 | 1 | 2 | 0.90, **short** |")
                .contains("fma; slow");
        assertThat(first.indexOf("## decode")).isLessThan(first.indexOf("## pipeline"));
        page.write("pipeline", List.of(ratio("pipeline", 0.95).aiming(0.9)));
        assertThat(page())
                .contains("| 0.95 | 1 | 2 | 0.90 |")
                .doesNotContain("short")
                .contains("| frames | ours | theirs | 2.00 | 1 | 2 | 1.00 |");
        String once = page();
        page.write("pipeline", List.of(ratio("pipeline", 0.95).aiming(0.9)));
        assertThat(page()).isEqualTo(once);
    }

    @Test
    void whatWasNotRunSaysWhyAndIsNotShort() throws IOException {
        PerformancePage.in(folder, "")
                .write(
                        "decode",
                        List.of(Ratio.notRun("decode", "frames", "ours", "theirs", 1, "nobody is here\n  at: a|b\n")));
        assertThat(page()).contains("| not run: nobody is here / at: a/b |").doesNotContain("short");
    }

    @Test
    void whatWasMeasuredStaysWhereNothingIsNow() throws IOException {
        PerformancePage page = PerformancePage.in(folder, "");
        page.write("soak", List.of(ratio("soak", 0.99)));
        String measured = page();
        page.write("soak", List.of(Ratio.notRun("soak", "memory", "then", "now", 1, "it takes an hour")));
        assertThat(page()).isEqualTo(measured);
    }

    @Test
    void theLimitsAreMeasured() {
        Limits limits = Limits.measure();
        assertThat(limits.billionOperations()).isPositive();
        assertThat(limits.billionBytes()).isPositive();
    }
}
