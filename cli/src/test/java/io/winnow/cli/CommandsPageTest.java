package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dwinnow.docs=write} to write the page instead of comparing it. */
class CommandsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("winnow.root", ".."), "docs", "commands.md");

    @Test
    void thePageIsThatOfTheCommands() throws IOException {
        if (System.getProperty("winnow.docs", "").equals("write")) {
            Files.writeString(PAGE, CommandsPage.text());
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as(
                        "%s is stale; run: mvn -pl cli -am test -Dtest=CommandsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dwinnow.docs=write",
                        PAGE)
                .isEqualTo(CommandsPage.text());
    }
}
