package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dwinnow.docs=write} to write the page's tables instead of comparing them. */
class GatewayPageTest {
    private static final Path PAGE = Path.of(System.getProperty("winnow.root", ".."), "docs", "gateway.md");

    @Test
    void theTablesOfThePageAreThoseOfTheDocument() throws IOException {
        String page = Files.readString(PAGE);
        String right = new GatewayPage().with(page);
        if (System.getProperty("winnow.docs", "").equals("write")) {
            Files.writeString(PAGE, right);
        } else {
            assertThat(page)
                    .as(
                            "%s is stale; run: mvn -pl gateway -am test -Dtest=GatewayPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dwinnow.docs=write",
                            PAGE)
                    .isEqualTo(right);
        }
        assertThat(page)
                .contains(
                        "<!-- end of requests -->",
                        "<!-- end of tools -->",
                        "<!-- end of events -->",
                        "<!-- end of errors -->");
    }
}
