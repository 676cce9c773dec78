package io.winnow.prune.select;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The JDK's incubating vector instructions, with several sums at once. On processors with vectors of fewer than 256 bits, which cannot load bytes so, those products are plain loops. */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final boolean WIDE = LANES >= 8;
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LANES * Byte.SIZE)));
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
    public float dot(byte[] left, int leftFrom, float[] right, int width) {
        if (!WIDE) {
            return plain.dot(left, leftFrom, right, width);
        }
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = FloatVector.zero(FLOATS);
        FloatVector c = FloatVector.zero(FLOATS);
        FloatVector d = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i <= width - 4 * LANES; i += 4 * LANES) {
            a = floats(left, leftFrom + i).fma(FloatVector.fromArray(FLOATS, right, i), a);
            b = floats(left, leftFrom + i + LANES).fma(FloatVector.fromArray(FLOATS, right, i + LANES), b);
            c = floats(left, leftFrom + i + 2 * LANES).fma(FloatVector.fromArray(FLOATS, right, i + 2 * LANES), c);
            d = floats(left, leftFrom + i + 3 * LANES).fma(FloatVector.fromArray(FLOATS, right, i + 3 * LANES), d);
        }
        float sum = a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
        for (; i < width; i++) {
            sum += left[leftFrom + i] * right[i];
        }
        return sum;
    }

    private static FloatVector floats(byte[] numbers, int from) {
        return (FloatVector) ByteVector.fromArray(BYTES, numbers, from).convertShape(VectorOperators.B2F, FLOATS, 0);
    }
}
