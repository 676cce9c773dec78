package io.winnow.prune.select;

/** Inner products, where selection spends its time. */
interface Kernels {
    /** The JDK's vector instructions where its incubating module is there, else plain loops. */
    Kernels BEST = best();

    float dot(float[] left, int leftFrom, float[] right, int rightFrom, int width);

    /** In double precision. */
    double dot(float[] left, int leftFrom, double[] right, int width);

    /** Of quantised numbers. */
    float dot(byte[] left, int leftFrom, float[] right, int width);

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
