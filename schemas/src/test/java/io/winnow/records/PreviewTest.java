package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PreviewTest {

    @Test
    void isEqualToOneWithTheSamePicture() {
        assertThat(of(new byte[] {1, 2})).isEqualTo(of(new byte[] {1, 2})).isNotEqualTo(of(new byte[] {1, 3}));
    }

    @Test
    void refusesAPictureThatIsLargerThanATopicTakes() {
        assertThat(of(new byte[Preview.LARGEST_BYTES]).jpeg()).hasSize(16_384);
        assertThatThrownBy(() -> of(new byte[Preview.LARGEST_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16385 bytes");
        assertThatThrownBy(() -> of(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    private static Preview of(byte[] jpeg) {
        return new Preview("run-1", "door", 0, new Span(0, 1, Clock.MEDIA), 2, 2, jpeg, 7);
    }
}
