package io.winnow.tokenize.vqtoken;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The JDK's incubating vector instructions: eight sums at once stay in registers. */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    @Override
    public void products(float[] panels, int panelFrom, float[] others, int othersFrom, int width, float[] tile) {
        for (int lane = 0; lane < PANEL; lane += 2 * LANES) {
            half(panels, panelFrom + lane, others, othersFrom, width, tile, lane);
        }
    }

    private static void half(
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
