package io.winnow.tokenize.vqtoken;

/** What clustering spends its time on. All of them give the same numbers, to the last bit. */
interface Kernels {
    /** The JDK's vector instructions where its incubating module is there, else plain loops. */
    Kernels BEST = best();

    /** Vectors side by side: each load of another vector's number serves them all. */
    int PANEL = 64;

    /** Other vectors at once: each load of a panel serves them all. */
    int GROUP = 4;

    /**
     * Products of a panel's vectors with a group of others.
     *
     * @param panels in which {@value #PANEL} vectors lie side by side, {@code [width, PANEL]}, from {@code panelFrom} on
     * @param others {@code [GROUP, width]}, from {@code othersFrom} on
     * @param tile {@code [GROUP, PANEL]} to be written
     */
    void products(float[] panels, int panelFrom, float[] others, int othersFrom, int width, float[] tile);

    /**
     * Adds a vector to a sum, or takes it away.
     *
     * @param sign 1 or -1
     */
    void add(double sign, float[] vectors, int from, double[] sums, int to, int width);

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
