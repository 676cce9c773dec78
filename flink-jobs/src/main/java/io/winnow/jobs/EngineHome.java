package io.winnow.jobs;

import org.apache.flink.util.FlinkUserCodeClassLoader;

/**
 * The class-path rule: engines and the operators around them are on the system class path of a cluster. Native libraries loaded by a job's class loader stay behind when the job ends, and fail in the
 * second.
 */
public final class EngineHome {
    private static final String[] SYSTEM_CLASSES = {"io.winnow.model.Graph", "ai.onnxruntime.OrtEnvironment"};

    private EngineHome() {}

    /**
     * Refuses an engine that a job brought along.
     *
     * @param jobLoader the class loader of the job's code
     * @throws IllegalStateException with a sentence that says where the jars belong
     */
    public static void check(ClassLoader jobLoader) {
        for (String name : SYSTEM_CLASSES) {
            ClassLoader home = load(name, jobLoader).getClassLoader();
            if (home != null && isUserLoader(home)) {
                throw new IllegalStateException("the engine class " + name
                        + " was found in a user class loader. Put the jars of operators, ONNX Runtime, DJL and JavaCPP"
                        + " into the cluster's lib folder and submit the thin job jar alone");
            }
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "the class " + name + " is not on the task manager's class path. Put the jars of operators, ONNX"
                            + " Runtime, DJL and JavaCPP into the cluster's lib folder",
                    e);
        }
    }

    private static boolean isUserLoader(ClassLoader loader) {
        return loader instanceof FlinkUserCodeClassLoader
                || loader.getClass().getName().startsWith("org.apache.flink.util.FlinkUserCodeClassLoaders");
    }
}
