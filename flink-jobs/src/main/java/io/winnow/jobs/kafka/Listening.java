package io.winnow.jobs.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tries a broker's addresses before Kafka's client does, which does not say why none of them answers. */
final class Listening {
    private static final Duration BREAK = Duration.ofMillis(100);

    private Listening() {}

    /**
     * Why nobody listens; empty where somebody does.
     *
     * @param addresses any of which will do
     * @param patience how long they are tried again and again
     */
    static Optional<IOException> refusal(List<InetSocketAddress> addresses, Duration patience)
            throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        int each = Math.max(1, Math.toIntExact(patience.toMillis() / Math.max(1, addresses.size())));
        Optional<IOException> refusal = Optional.empty();
        while (true) {
            for (InetSocketAddress address : addresses) {
                refusal = connect(address, each);
                if (refusal.isEmpty()) {
                    return refusal;
                }
            }
            if (System.nanoTime() >= until) {
                return refusal;
            }
            Thread.sleep(BREAK.toMillis());
        }
    }

    private static Optional<IOException> connect(InetSocketAddress address, int millis) {
        try (Socket socket = new Socket()) {
            socket.connect(address, millis);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }
}
