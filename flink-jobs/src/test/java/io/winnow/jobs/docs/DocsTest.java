package io.winnow.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dwinnow.docs=write} to write the pages instead of comparing them. */
class DocsTest {
    private static final Path ROOT = Path.of(System.getProperty("winnow.root", ".."));

    @Test
    void thePagesAreThoseOfTheCode() throws IOException {
        if (System.getProperty("winnow.docs", "").equals("write")) {
            Docs.main(new String[] {ROOT.toString()});
        }
        for (Map.Entry<String, String> page : Docs.pages(ROOT).entrySet()) {
            Path file = ROOT.resolve("docs").resolve(page.getKey());
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as(
                            "%s is stale; run: mvn -pl flink-jobs -am test -Dtest=DocsTest -Dsurefire.failIfNoSpecifiedTests=false -Dwinnow.docs=write",
                            file)
                    .isEqualTo(page.getValue());
        }
    }
}
