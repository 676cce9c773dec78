package io.winnow.cli.command;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The key that stops the command: the first time what is under way is finished, the second time it ends at once. */
public final class Interruption {
    private final Thread worker;
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private boolean requested;

    /** Interrupts a thread unless a command has asked to be stopped otherwise. */
    public Interruption(Thread worker) {
        this.worker = worker;
    }

    /** Whether the command has been asked to stop. */
    public synchronized boolean requested() {
        return requested;
    }

    /** Calls this instead of interrupting the command's thread, until it is closed. The last one asked is called. */
    public synchronized Registration onRequest(Runnable stop) {
        stops.push(stop);
        return () -> forget(stop);
    }

    private synchronized void forget(Runnable stop) {
        stops.remove(stop);
    }

    /** Asks the command to stop. */
    public void request() {
        Optional<Runnable> stop;
        synchronized (this) {
            requested = true;
            stop = Optional.ofNullable(stops.peek());
        }
        stop.ifPresentOrElse(Runnable::run, worker::interrupt);
    }

    /** Takes the interrupt signal from the virtual machine. By reflection, since the compiler warns of the class and a warning fails the build. */
    public void listen() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(
                    Interruption.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            signalled();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), handling);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            System.getLogger(Interruption.class.getName())
                    .log(System.Logger.Level.DEBUG, "interrupts end the command at once", e);
        }
    }

    private void signalled() {
        if (requested()) {
            Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
        }
        request();
    }

    /** Given back when the command no longer needs to be stopped this way. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
