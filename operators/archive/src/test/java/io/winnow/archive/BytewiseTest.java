package io.winnow.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BytewiseTest {

    @Property
    void theOrderIsThatOfTheBytes(@ForAll("names") String a, @ForAll("names") String b) {
        int bytes = Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

        assertThat(Integer.signum(Bytewise.ORDER.compare(a, b))).isEqualTo(Integer.signum(bytes));
    }

    /** Short ones of few characters, so that they often begin alike: of one to four bytes, those on both sides of the surrogates among them. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "/", "\u00fc", "\ud7ff", "\ue000", "\uffff", "\ud83d\ude00", "\udbff\udfff")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }
}
