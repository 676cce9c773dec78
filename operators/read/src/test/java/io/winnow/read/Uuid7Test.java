package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class Uuid7Test {

    @Test
    void saysItsVersionVariantAndTime() {
        UUID id = Uuid7.at(1_700_000_000_000L);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void aLaterOneIsHigherAsText() {
        assertThat(Uuid7.at(1_700_000_000_001L).toString())
                .isGreaterThan(Uuid7.at(1_700_000_000_000L).toString());
    }
}
