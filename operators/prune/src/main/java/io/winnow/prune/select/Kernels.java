package io.winnow.prune.select;

/** What selection spends its time on. */
interface Kernels {
    /** The JDK's vector instructions where its incubating module is there, else plain loops. */
    Kernels BEST = best();

    /** Of a whole number: sums of eight products of two fit into 16 bits. */
    int MOST = 63;

    /** Rows at once: each load of the vector serves them all. */
    int BLOCK = 4;

    /** Added and taken away again, it rounds to the nearest whole number. */
    float ROUNDING = 0x1.8p23f;

    float dot(float[] left, int leftFrom, float[] right, int rightFrom, int width);

    /** In double precision. */
    double dot(float[] left, int leftFrom, double[] right, int width);

    /**
     * Of {@value #BLOCK} rows that follow one another with a vector, all whole numbers from -{@value #MOST} to {@value #MOST}, exactly.
     *
     * @param products one a row, to be written
     */
    void dots(byte[] rows, int from, short[] vector, int width, int[] products);

    /** The largest magnitude. */
    float most(float[] numbers, int from, int width);

    /**
     * Divides numbers by a step and rounds to whole ones.
     *
     * @param rounded where they are written, from {@code to} on
     * @return sum of the squares of what rounding left over
     */
    float round(float[] numbers, int from, int width, float step, byte[] rounded, int to);

    private static Kernels best() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return new ScalarKernels();
        }
        try {
            // By name: it is compiled apart, with the incubating module.
            return Class.forName(Kernels.class.getPackageName() + ".VectorKernels")
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the kernels for this Java's vector module are missing from the jar", e);
        }
    }
}
