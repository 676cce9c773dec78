package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class StreamPatternTest {

    @Test
    void anIdNamesTheStreamAndTheGroup() {
        assertThat(names("dock", "dock")).isTrue();
        assertThat(names("dock", "dock/gate")).isTrue();
        assertThat(names("dock/", "dock/gate/left")).isTrue();
        assertThat(names("dock", "docks")).isFalse();
        assertThat(names("dock/gate", "dock")).isFalse();
    }

    @Test
    void starsStayWithinAPartUnlessThereAreTwo() {
        assertThat(names("*", "dock/gate")).isTrue();
        assertThat(names("*/gate", "dock/gate")).isTrue();
        assertThat(names("*/gate", "north/dock/gate")).isFalse();
        assertThat(names("**/gate", "north/dock/gate")).isTrue();
        assertThat(names("cam-?", "cam-7")).isTrue();
        assertThat(names("cam-?", "cam-17")).isFalse();
        assertThat(names("cam-*", "cam-17")).isTrue();
    }

    @Test
    void otherCharactersStandForThemselves() {
        assertThat(names("a.b[c]", "a.b[c]")).isTrue();
        assertThat(names("a.b", "axb")).isFalse();
    }

    @Test
    void noPatternNamesEachStream() {
        assertThat(StreamPattern.any(List.of(), "dock")).isTrue();
        assertThat(StreamPattern.any(List.of(StreamPattern.of("gate"), StreamPattern.of("do*")), "dock"))
                .isTrue();
        assertThat(StreamPattern.any(List.of(StreamPattern.of("gate")), "dock")).isFalse();
    }

    @Property(tries = 1_000)
    void agreesWithARegularExpression(
            @ForAll @Chars({'*', '?', '/', 'b'}) @CharRange(from = 'a', to = 'a') @StringLength(max = 8) String pattern,
            @ForAll @Chars({'/', 'a', 'b'}) @StringLength(max = 8) String stream) {
        assertThat(names(pattern, stream))
                .isEqualTo(slow(pattern).matcher(stream).matches());
    }

    @Test
    void aGroupCoversWhatIsBelowIt() {
        assertThat(covers("dock", "dock")).isTrue();
        assertThat(covers("dock", "dock/*")).isTrue();
        assertThat(covers("dock/*", "dock/cam-*")).isTrue();
        assertThat(covers("**", "dock/**")).isTrue();
        assertThat(covers("dock/*", "dock")).isFalse();
        assertThat(covers("dock/*", "do*")).isFalse();
        assertThat(covers("dock", "doc?")).isFalse();
        assertThat(covers("dock", "**")).isFalse();
    }

    @Property(tries = 2_000)
    void whatACoveredPatternNamesIsNamed(
            @ForAll @Chars({'*', '?', '/', 'a'}) @StringLength(max = 5) String pattern,
            @ForAll @Chars({'*', '?', '/', 'a', 'b'}) @StringLength(max = 5) String other,
            @ForAll @Chars({'/', 'a', 'b'}) @StringLength(max = 6) String stream) {
        if (covers(pattern, other) && names(other, stream)) {
            assertThat(names(pattern, stream)).isTrue();
        }
    }

    private static boolean covers(String pattern, String other) {
        return StreamPattern.of(pattern).covers(StreamPattern.of(other));
    }

    /** A pattern of many stars takes no longer than another. */
    @Test
    void manyStarsAreNoTrouble() {
        assertThat(names("*a".repeat(200) + "b", "a".repeat(1_000))).isFalse();
    }

    private static Pattern slow(String pattern) {
        StringBuilder regex = new StringBuilder();
        String bare = pattern.replaceFirst("/+$", "").replace("**", "\0");
        bare.chars()
                .forEach(symbol -> regex.append(
                        switch (symbol) {
                            case '?' -> "[^/]";
                            case '*' -> "[^/]*";
                            case '\0' -> ".*";
                            default -> Pattern.quote(Character.toString(symbol));
                        }));
        return Pattern.compile(regex + "(/.*)?");
    }

    private static boolean names(String pattern, String stream) {
        return StreamPattern.of(pattern).names(stream);
    }
}
