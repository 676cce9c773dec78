package io.winnow.records;

/** Turns floats into IEEE 754 binary16, little endian, and back. Rounds to nearest, ties to even; what is too large becomes infinite. */
public final class Halves {
    private Halves() {}

    /** {@code [numbers]} to {@code [2 * numbers]} bytes. */
    public static byte[] pack(float[] numbers) {
        byte[] halves = new byte[2 * numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            short half = fromFloat(numbers[i]);
            halves[2 * i] = (byte) half;
            halves[2 * i + 1] = (byte) (half >>> 8);
        }
        return halves;
    }

    /** {@code [2 * numbers]} bytes to {@code [numbers]}. */
    public static float[] unpack(byte[] halves) {
        if (halves.length % 2 != 0) {
            throw new IllegalArgumentException(halves.length + " bytes are no whole number of halves");
        }
        float[] numbers = new float[halves.length / 2];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = toFloat((short) ((halves[2 * i] & 0xff) | halves[2 * i + 1] << 8));
        }
        return numbers;
    }

    /** The half nearest to a float. */
    public static short fromFloat(float number) {
        int bits = Float.floatToRawIntBits(number);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7fffffff;
        if (magnitude > 0x7f800000) {
            return (short) (sign | 0x7e00 | (magnitude >>> 13 & 0x1ff));
        }
        if (magnitude >= 0x477ff000) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude >= 0x38800000) {
            int rounded = magnitude - 0x38000000 + 0xfff + (magnitude >>> 13 & 1);
            return (short) (sign | rounded >>> 13);
        }
        // Scaled so that one is the smallest subnormal half; rint rounds ties to even.
        return (short) (sign | (int) Math.rint(Math.abs(number) * 0x1p24));
    }

    /** The float that a half stands for, exactly. */
    public static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >>> 10 & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0x1f) {
            return Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
        }
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | (exponent + 112) << 23 | fraction << 13);
    }
}
