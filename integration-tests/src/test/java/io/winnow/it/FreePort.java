package io.winnow.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for processes that have to be told theirs. They lie below those that systems give to whoever asks for any port
 * (from 32768 on Linux), are told once, and each process of tests has its own, so that nobody takes a port between its
 * being found and being listened on.
 */
final class FreePort {
    private static final int FIRST = 20_000;
    private static final int OF_A_PROCESS = 3_000;
    private static final int PROCESS = Integer.getInteger("winnow.tests.process", 1) - 1;
    private static final AtomicInteger NEXT = new AtomicInteger();

    private FreePort() {}

    static int find() {
        for (int i = NEXT.getAndIncrement(); i < OF_A_PROCESS; i = NEXT.getAndIncrement()) {
            int port = FIRST + PROCESS * OF_A_PROCESS + i;
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Somebody outside these tests listens on it: the next one.
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " on");
    }
}
