package io.winnow.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of the loopback address for a server that has to be told its own before it starts. It lies below those that
 * systems give to whoever asks for any port, which is every outgoing connection (from 32768 on Linux, 49152
 * elsewhere), and no process is told one twice; so hardly anybody takes it between its being found and its being
 * listened on.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int END = 32_768;
    private static final int TRIES = 1_000;
    private static final Set<Integer> TOLD = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /**
     * Finds one on which nobody listens, by TCP or UDP.
     *
     * @throws IOException where a thousand ports that were drawn by lot are all in use
     */
    public static int find() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port) && TOLD.add(port)) {
                return port;
            }
        }
        throw new IOException("no free port from " + FIRST + " to " + END + " on the loopback address");
    }

    private static boolean isFree(int port) {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket stream = new ServerSocket(port, 1, here);
                DatagramSocket datagrams = new DatagramSocket(port, here)) {
            return stream.isBound() && datagrams.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
