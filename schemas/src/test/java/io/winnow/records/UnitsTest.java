package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class UnitsTest {
    @Property
    void whatIsWrittenReadsBack(@ForAll @LongRange(min = 0, max = 1L << 50) long value) {
        assertThat(Units.bytes(Units.writeBytes(value))).isEqualTo(value);
        assertThat(Units.duration(Units.write(Duration.ofNanos(value * 1000))))
                .isEqualTo(Duration.ofNanos(value * 1000));
    }

    @Test
    void fractionsAreTaken() {
        assertThat(Units.bytes("1.5MiB")).isEqualTo(1_572_864);
    }

    @Test
    void anUnknownUnitNamesTheKnownOnes() {
        assertThatThrownBy(() -> Units.duration("3 parsecs")).hasMessageContaining("known are d, h, min, s, ms, us");
    }
}
