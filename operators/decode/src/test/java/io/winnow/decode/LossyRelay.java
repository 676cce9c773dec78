package io.winnow.decode;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bad network between two programs on loopback: of the datagrams that come to its port it passes on all but a share, some of them behind the one that came after them. Answers go back to whoever sent last, as
 * badly. Which ones, a seed says, by the order in which they come.
 */
public final class LossyRelay implements AutoCloseable {
    private static final int LARGEST = 65_535;

    private final DatagramSocket front;
    private final DatagramSocket back;
    private final SocketAddress target;
    private final double lost;
    private final double late;
    private final AtomicLong dropped = new AtomicLong();
    private volatile Optional<SocketAddress> sender = Optional.empty();

    private LossyRelay(DatagramSocket front, DatagramSocket back, SocketAddress target, double lost, double late) {
        this.front = front;
        this.back = back;
        this.target = target;
        this.lost = lost;
        this.late = late;
    }

    /**
     * Starts one.
     *
     * @param port that it passes on to
     * @param lost share that is not passed on
     * @param late share that is passed on after the next
     */
    public static LossyRelay open(int port, double lost, double late, long seed) throws SocketException {
        InetAddress here = InetAddress.getLoopbackAddress();
        LossyRelay relay = new LossyRelay(
                new DatagramSocket(new InetSocketAddress(here, 0)),
                new DatagramSocket(new InetSocketAddress(here, 0)),
                new InetSocketAddress(here, port),
                lost,
                late);
        relay.pass("winnow-relay-there", relay.front, relay.back, new Random(seed));
        relay.pass("winnow-relay-back", relay.back, relay.front, new Random(seed + 1));
        return relay;
    }

    private void pass(String name, DatagramSocket from, DatagramSocket to, Random random) {
        Thread thread = new Thread(() -> passAll(from, to, random), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void passAll(DatagramSocket from, DatagramSocket to, Random random) {
        Optional<byte[]> held = Optional.empty();
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (!from.isClosed()) {
            try {
                packet.setLength(LARGEST);
                from.receive(packet);
                if (from == front) {
                    sender = Optional.of(packet.getSocketAddress());
                }
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                double lot = random.nextDouble();
                if (lot < lost) {
                    dropped.incrementAndGet();
                } else if (lot < lost + late && held.isEmpty()) {
                    held = Optional.of(bytes);
                    continue;
                } else {
                    send(to, bytes);
                }
                if (held.isPresent()) {
                    send(to, held.get());
                    held = Optional.empty();
                }
            } catch (IOException e) {
                // Nobody listens there yet, or it was closed.
            }
        }
    }

    private void send(DatagramSocket to, byte[] bytes) throws IOException {
        Optional<SocketAddress> where = to == back ? Optional.of(target) : sender;
        if (where.isPresent()) {
            to.send(new DatagramPacket(bytes, bytes.length, where.get()));
        }
    }

    /** That it listens on. */
    public int port() {
        return front.getLocalPort();
    }

    /** Datagrams that were not passed on, there or back. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public void close() {
        front.close();
        back.close();
    }
}
