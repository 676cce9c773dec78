package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.model.Bundle;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowRulesTest {
    private final WindowRules rules = new WindowRules(Bundle.open(TestWindows.MODELS.resolve("reader-small")));

    @Test
    void windowsOfTheShippedTokenizerAreRead() {
        assertThat(rules.problem(TestWindows.random("a", 0, 4, 20, Clock.MEDIA)))
                .isEmpty();
    }

    @Test
    void aTokenizerThatIsNotBesideTheReaderIsUnknown() {
        PrunedWindow window = TestWindows.random("a", 0, 4, 20, Clock.MEDIA);
        for (String name : List.of("nothing", "../models/lite0-cells", "")) {
            BundleRef other = new BundleRef(name, window.tokenizer().digest());
            assertThat(reason(window.withTokenizer(other))).isEqualTo("UNKNOWN_TOKENIZER");
        }
        BundleRef changed = new BundleRef(window.tokenizer().name(), "0".repeat(64));
        assertThat(reason(window.withTokenizer(changed))).isEqualTo("UNKNOWN_TOKENIZER");
    }

    @Test
    void anIdBeyondTheCodebookIsRefused() {
        assertThat(reason(window(Tokens.Ids.pack(new int[] {3, 4096}, 13), 1, 2)))
                .isEqualTo("ID_RANGE");
    }

    @Test
    void vectorsOfAnotherWidthAreRefused() {
        assertThat(reason(window(new Tokens.Vectors(2, 8, new byte[32]), 1, 2))).isEqualTo("FEATURES");
        assertThat(rules.problem(window(new Tokens.Vectors(2, 256, new byte[1024]), 1, 2)))
                .isEmpty();
    }

    @Test
    void aTokenOutsideThePictureIsRefused() {
        assertThat(reason(window(Tokens.Ids.pack(new int[] {3, 4}, 12), 1, 49))).isEqualTo("POSITION");
        assertThat(reason(window(Tokens.Ids.pack(new int[] {3, 4}, 12), 2, 0))).isEqualTo("POSITION");
    }

    private String reason(PrunedWindow window) {
        return rules.problem(window).map(ReadRefused::reason).orElse("");
    }

    /** Two frames and two tokens, the second in this frame and cell. */
    private static PrunedWindow window(Tokens tokens, int frame, int cell) {
        return TestWindows.of(
                "a",
                0,
                TestWindows.spans(0, 2, 500_000, Clock.MEDIA),
                tokens,
                List.of(0, frame),
                List.of(0, cell),
                List.of(0, 1),
                List.of(0, 0));
    }
}
