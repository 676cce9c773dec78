package io.winnow.bench.flames;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.bench.process.CommandProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlameGraphsTest {
    @TempDir
    Path folder;

    @Test
    void aSuiteAndTheProgramsThatItStartsHaveAPageEach() throws Exception {
        FlameGraphs graphs = FlameGraphs.in(folder.resolve("flames"));
        graphs.of("sums", () -> {
            sumForAWhile();
            startProgram();
        });
        try (Stream<Path> pages = Files.list(folder.resolve("flames"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .hasSize(2)
                    .contains("sums.html")
                    .anyMatch(page -> page.matches("sums-[0-9]+\\.html"));
        }
        // Names that begin as the one before them does are stored without that.
        assertThat(folder.resolve("flames/sums.html")).content().contains("umForAWhile'", "sums</h1>");
        assertThat(ProfiledPrograms.options()).isEmpty();
    }

    /** As much processor time as a few hundred samples take. */
    private static void sumForAWhile() {
        long end = threadNanos() + 300_000_000;
        double sum = 0;
        while (threadNanos() < end) {
            for (int i = 1; i < 100_000; i++) {
                sum += Math.sqrt(i);
            }
        }
        assertThat(sum).isPositive();
    }

    private static long threadNanos() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void startProgram() {
        try {
            Process program = CommandProcess.of(List.of("--version"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(program.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
