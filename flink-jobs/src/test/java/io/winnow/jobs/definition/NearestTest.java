package io.winnow.jobs.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {
    /** The recursive definition, slow and obvious. */
    private static int slow(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        String restA = a.substring(1);
        String restB = b.substring(1);
        int same = slow(restA, restB) + (a.charAt(0) == b.charAt(0) ? 0 : 1);
        return Math.min(same, 1 + Math.min(slow(restA, b), slow(a, restB)));
    }

    @Property(tries = 200)
    void countsEditsAsItsDefinitionDoes(
            @ForAll @StringLength(max = 5) @CharRange(from = 'a', to = 'c') String a,
            @ForAll @StringLength(max = 5) @CharRange(from = 'a', to = 'c') String b) {
        assertThat(Nearest.edits(a, b)).isEqualTo(slow(a, b));
    }

    @Test
    void staysSilentWhereNothingIsNear() {
        assertThat(Nearest.to("completely-different", List.of("prune.keep"))).isEmpty();
    }
}
