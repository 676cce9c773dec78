package io.winnow.model.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class HalfNumbersTest {
    private static float half(int bits) {
        return NumberType.FLOAT16.at(
                ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) bits), 0);
    }

    private static float eight(int bits) {
        return NumberType.FLOAT8.at(ByteBuffer.allocate(1).put(0, (byte) bits), 0);
    }

    @Test
    void knownNumbersOfSixteenBits() {
        assertThat(half(0x3c00)).isEqualTo(1);
        assertThat(half(0xc000)).isEqualTo(-2);
        assertThat(half(0x7bff)).isEqualTo(65504);
        assertThat(half(0x0001)).isEqualTo((float) Math.pow(2, -24));
        assertThat(half(0x03ff)).isEqualTo((float) (1023 * Math.pow(2, -24)));
        assertThat(half(0x0400)).isEqualTo((float) Math.pow(2, -14));
        assertThat(half(0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(half(0x7c01)).isNaN();
        assertThat(half(0x8000)).isEqualTo(-0f);
    }

    @Test
    void knownNumbersOfEightBits() {
        assertThat(eight(0x38)).isEqualTo(1);
        assertThat(eight(0x7e)).isEqualTo(448);
        assertThat(eight(0x01)).isEqualTo((float) Math.pow(2, -9));
        assertThat(eight(0x87)).isEqualTo((float) (-7 * Math.pow(2, -9)));
        assertThat(eight(0x7f)).isNaN();
    }
}
