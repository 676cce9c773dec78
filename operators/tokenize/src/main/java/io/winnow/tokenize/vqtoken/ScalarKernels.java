package io.winnow.tokenize.vqtoken;

import java.util.Arrays;

/** Plain loops. */
final class ScalarKernels implements Kernels {

    @Override
    public void products(float[] panels, int panelFrom, float[] others, int othersFrom, int width, float[] tile) {
        Arrays.fill(tile, 0);
        for (int other = 0; other < GROUP; other++) {
            for (int i = 0; i < width; i++) {
                add(others[othersFrom + other * width + i], panels, panelFrom + i * PANEL, tile, other * PANEL);
            }
        }
    }

    @Override
    public void add(double sign, float[] vectors, int from, double[] sums, int to, int width) {
        for (int i = 0; i < width; i++) {
            sums[to + i] += sign * vectors[from + i];
        }
    }

    private static void add(float factor, float[] panels, int from, float[] tile, int to) {
        for (int lane = 0; lane < PANEL; lane++) {
            tile[to + lane] = Math.fma(factor, panels[from + lane], tile[to + lane]);
        }
    }
}
