package io.winnow.tokenize.vqtoken;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The JDK's incubating vector instructions: as many sums at once as stay in registers, of which wide ones come with twice as many. */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> HALF_FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(Math.max(64, DOUBLES.length() * Float.SIZE)));
    /** Of 512 bits, of which there are 32 registers. */
    private static final boolean WIDE = LANES == 16;

    @Override
    public void products(float[] panels, int panelFrom, float[] others, int othersFrom, int width, float[] tile) {
        int step = WIDE ? 4 * LANES : 2 * LANES;
        for (int lane = 0; lane < PANEL; lane += step) {
            if (WIDE) {
                four(panels, panelFrom + lane, others, othersFrom, width, tile, lane);
            } else {
                two(panels, panelFrom + lane, others, othersFrom, width, tile, lane);
            }
        }
    }

    @Override
    public void add(double sign, float[] vectors, int from, double[] sums, int to, int width) {
        int lanes = DOUBLES.length();
        int i = 0;
        for (; i <= width - lanes; i += lanes) {
            DoubleVector added = (DoubleVector)
                    FloatVector.fromArray(HALF_FLOATS, vectors, from + i).convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector.fromArray(DOUBLES, sums, to + i).add(added.mul(sign)).intoArray(sums, to + i);
        }
        for (; i < width; i++) {
            sums[to + i] += sign * vectors[from + i];
        }
    }

    private static void four(
            float[] panels, int panelFrom, float[] others, int othersFrom, int width, float[] tile, int lane) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = FloatVector.zero(FLOATS);
        FloatVector c = FloatVector.zero(FLOATS);
        FloatVector d = FloatVector.zero(FLOATS);
        FloatVector e = FloatVector.zero(FLOATS);
        FloatVector f = FloatVector.zero(FLOATS);
        FloatVector g = FloatVector.zero(FLOATS);
        FloatVector h = FloatVector.zero(FLOATS);
        FloatVector j = FloatVector.zero(FLOATS);
        FloatVector k = FloatVector.zero(FLOATS);
        FloatVector l = FloatVector.zero(FLOATS);
        FloatVector m = FloatVector.zero(FLOATS);
        FloatVector n = FloatVector.zero(FLOATS);
        FloatVector p = FloatVector.zero(FLOATS);
        FloatVector q = FloatVector.zero(FLOATS);
        FloatVector r = FloatVector.zero(FLOATS);
        for (int i = 0; i < width; i++) {
            int from = panelFrom + i * PANEL;
            FloatVector one = FloatVector.fromArray(FLOATS, panels, from);
            FloatVector two = FloatVector.fromArray(FLOATS, panels, from + LANES);
            FloatVector three = FloatVector.fromArray(FLOATS, panels, from + 2 * LANES);
            FloatVector four = FloatVector.fromArray(FLOATS, panels, from + 3 * LANES);
            FloatVector first = FloatVector.broadcast(FLOATS, others[othersFrom + i]);
            a = first.fma(one, a);
            b = first.fma(two, b);
            c = first.fma(three, c);
            d = first.fma(four, d);
            FloatVector second = FloatVector.broadcast(FLOATS, others[othersFrom + width + i]);
            e = second.fma(one, e);
            f = second.fma(two, f);
            g = second.fma(three, g);
            h = second.fma(four, h);
            FloatVector third = FloatVector.broadcast(FLOATS, others[othersFrom + 2 * width + i]);
            j = third.fma(one, j);
            k = third.fma(two, k);
            l = third.fma(three, l);
            m = third.fma(four, m);
            FloatVector fourth = FloatVector.broadcast(FLOATS, others[othersFrom + 3 * width + i]);
            n = fourth.fma(one, n);
            p = fourth.fma(two, p);
            q = fourth.fma(three, q);
            r = fourth.fma(four, r);
        }
        a.intoArray(tile, lane);
        b.intoArray(tile, lane + LANES);
        c.intoArray(tile, lane + 2 * LANES);
        d.intoArray(tile, lane + 3 * LANES);
        e.intoArray(tile, PANEL + lane);
        f.intoArray(tile, PANEL + lane + LANES);
        g.intoArray(tile, PANEL + lane + 2 * LANES);
        h.intoArray(tile, PANEL + lane + 3 * LANES);
        j.intoArray(tile, 2 * PANEL + lane);
        k.intoArray(tile, 2 * PANEL + lane + LANES);
        l.intoArray(tile, 2 * PANEL + lane + 2 * LANES);
        m.intoArray(tile, 2 * PANEL + lane + 3 * LANES);
        n.intoArray(tile, 3 * PANEL + lane);
        p.intoArray(tile, 3 * PANEL + lane + LANES);
        q.intoArray(tile, 3 * PANEL + lane + 2 * LANES);
        r.intoArray(tile, 3 * PANEL + lane + 3 * LANES);
    }

    private static void two(
            float[] panels, int panelFrom, float[] others, int othersFrom, int width, float[] tile, int lane) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = FloatVector.zero(FLOATS);
        FloatVector c = FloatVector.zero(FLOATS);
        FloatVector d = FloatVector.zero(FLOATS);
        FloatVector e = FloatVector.zero(FLOATS);
        FloatVector f = FloatVector.zero(FLOATS);
        FloatVector g = FloatVector.zero(FLOATS);
        FloatVector h = FloatVector.zero(FLOATS);
        for (int i = 0; i < width; i++) {
            FloatVector left = FloatVector.fromArray(FLOATS, panels, panelFrom + i * PANEL);
            FloatVector right = FloatVector.fromArray(FLOATS, panels, panelFrom + i * PANEL + LANES);
            FloatVector first = FloatVector.broadcast(FLOATS, others[othersFrom + i]);
            a = first.fma(left, a);
            b = first.fma(right, b);
            FloatVector second = FloatVector.broadcast(FLOATS, others[othersFrom + width + i]);
            c = second.fma(left, c);
            d = second.fma(right, d);
            FloatVector third = FloatVector.broadcast(FLOATS, others[othersFrom + 2 * width + i]);
            e = third.fma(left, e);
            f = third.fma(right, f);
            FloatVector fourth = FloatVector.broadcast(FLOATS, others[othersFrom + 3 * width + i]);
            g = fourth.fma(left, g);
            h = fourth.fma(right, h);
        }
        a.intoArray(tile, lane);
        b.intoArray(tile, lane + LANES);
        c.intoArray(tile, PANEL + lane);
        d.intoArray(tile, PANEL + lane + LANES);
        e.intoArray(tile, 2 * PANEL + lane);
        f.intoArray(tile, 2 * PANEL + lane + LANES);
        g.intoArray(tile, 3 * PANEL + lane);
        h.intoArray(tile, 3 * PANEL + lane + LANES);
    }
}
