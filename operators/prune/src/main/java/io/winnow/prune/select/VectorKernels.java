package io.winnow.prune.select;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The JDK's incubating vector instructions, with several sums at once. On processors with vectors of fewer than 256 bits, which cannot load bytes so, those products are plain loops. */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final boolean WIDE = LANES >= 8;
    /** Products of two numbers of at most {@link #MOST} whose sum fits into 16 bits. */
    private static final int SUMMED = 8;

    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LANES * Byte.SIZE)));
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, LANES * Short.SIZE)));
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> HALF_FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(Math.max(64, DOUBLES.length() * Float.SIZE)));

    private final Kernels plain = new ScalarKernels();

    @Override
    public float dot(float[] left, int leftFrom, float[] right, int rightFrom, int width) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = FloatVector.zero(FLOATS);
        FloatVector c = FloatVector.zero(FLOATS);
        FloatVector d = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i <= width - 4 * LANES; i += 4 * LANES) {
            a = FloatVector.fromArray(FLOATS, left, leftFrom + i)
                    .fma(FloatVector.fromArray(FLOATS, right, rightFrom + i), a);
            b = FloatVector.fromArray(FLOATS, left, leftFrom + i + LANES)
                    .fma(FloatVector.fromArray(FLOATS, right, rightFrom + i + LANES), b);
            c = FloatVector.fromArray(FLOATS, left, leftFrom + i + 2 * LANES)
                    .fma(FloatVector.fromArray(FLOATS, right, rightFrom + i + 2 * LANES), c);
            d = FloatVector.fromArray(FLOATS, left, leftFrom + i + 3 * LANES)
                    .fma(FloatVector.fromArray(FLOATS, right, rightFrom + i + 3 * LANES), d);
        }
        for (; i <= width - LANES; i += LANES) {
            a = FloatVector.fromArray(FLOATS, left, leftFrom + i)
                    .fma(FloatVector.fromArray(FLOATS, right, rightFrom + i), a);
        }
        float sum = a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
        for (; i < width; i++) {
            sum += left[leftFrom + i] * right[rightFrom + i];
        }
        return sum;
    }

    @Override
    public double dot(float[] left, int leftFrom, double[] right, int width) {
        int lanes = DOUBLES.length();
        DoubleVector a = DoubleVector.zero(DOUBLES);
        DoubleVector b = DoubleVector.zero(DOUBLES);
        int i = 0;
        for (; i <= width - 2 * lanes; i += 2 * lanes) {
            a = doubles(left, leftFrom + i).fma(DoubleVector.fromArray(DOUBLES, right, i), a);
            b = doubles(left, leftFrom + i + lanes).fma(DoubleVector.fromArray(DOUBLES, right, i + lanes), b);
        }
        double sum = a.add(b).reduceLanes(VectorOperators.ADD);
        for (; i < width; i++) {
            sum += left[leftFrom + i] * right[i];
        }
        return sum;
    }

    private static DoubleVector doubles(float[] numbers, int from) {
        return (DoubleVector)
                FloatVector.fromArray(HALF_FLOATS, numbers, from).convertShape(VectorOperators.F2D, DOUBLES, 0);
    }

    @Override
    public void dots(byte[] rows, int from, short[] vector, int width, int[] products) {
        if (!WIDE) {
            plain.dots(rows, from, vector, width, products);
            return;
        }
        IntVector a = IntVector.zero(INTS);
        IntVector b = IntVector.zero(INTS);
        IntVector c = IntVector.zero(INTS);
        IntVector d = IntVector.zero(INTS);
        int whole = width / (SUMMED * LANES) * (SUMMED * LANES);
        for (int start = 0; start < whole; start += SUMMED * LANES) {
            ShortVector first = ShortVector.zero(SHORTS);
            ShortVector second = ShortVector.zero(SHORTS);
            ShortVector third = ShortVector.zero(SHORTS);
            ShortVector fourth = ShortVector.zero(SHORTS);
            for (int i = start; i < start + SUMMED * LANES; i += LANES) {
                ShortVector numbers = ShortVector.fromArray(SHORTS, vector, i);
                first = shorts(rows, from + i).mul(numbers).add(first);
                second = shorts(rows, from + width + i).mul(numbers).add(second);
                third = shorts(rows, from + 2 * width + i).mul(numbers).add(third);
                fourth = shorts(rows, from + 3 * width + i).mul(numbers).add(fourth);
            }
            a = a.add(first.convertShape(VectorOperators.S2I, INTS, 0));
            b = b.add(second.convertShape(VectorOperators.S2I, INTS, 0));
            c = c.add(third.convertShape(VectorOperators.S2I, INTS, 0));
            d = d.add(fourth.convertShape(VectorOperators.S2I, INTS, 0));
        }
        products[0] = a.reduceLanes(VectorOperators.ADD);
        products[1] = b.reduceLanes(VectorOperators.ADD);
        products[2] = c.reduceLanes(VectorOperators.ADD);
        products[3] = d.reduceLanes(VectorOperators.ADD);
        for (int row = 0; whole < width && row < BLOCK; row++) {
            for (int i = whole; i < width; i++) {
                products[row] += rows[from + row * width + i] * vector[i];
            }
        }
    }

    private static ShortVector shorts(byte[] numbers, int from) {
        return (ShortVector) ByteVector.fromArray(BYTES, numbers, from).convertShape(VectorOperators.B2S, SHORTS, 0);
    }

    @Override
    public float most(float[] numbers, int from, int width) {
        FloatVector most = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i <= width - LANES; i += LANES) {
            most = most.max(FloatVector.fromArray(FLOATS, numbers, from + i).abs());
        }
        return Math.max(most.reduceLanes(VectorOperators.MAX), plain.most(numbers, from + i, width - i));
    }

    @Override
    public float round(float[] numbers, int from, int width, float step, byte[] rounded, int to) {
        if (!WIDE) {
            return plain.round(numbers, from, width, step, rounded, to);
        }
        float inverse = 1 / step;
        FloatVector squares = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i <= width - LANES; i += LANES) {
            FloatVector exact = FloatVector.fromArray(FLOATS, numbers, from + i);
            // The whole number stands in the lowest bits of a float of this size.
            FloatVector shifted = exact.mul(inverse).add(ROUNDING);
            IntVector bits = (IntVector) shifted.reinterpretAsInts();
            ((ByteVector) bits.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(rounded, to + i);
            FloatVector whole = shifted.sub(ROUNDING);
            FloatVector left = exact.sub(whole.mul(step));
            squares = left.fma(left, squares);
        }
        return squares.reduceLanes(VectorOperators.ADD)
                + plain.round(numbers, from + i, width - i, step, rounded, to + i);
    }
}
