package io.winnow.decode.worker.camera;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How packets get to a client. */
sealed interface RtpWay extends AutoCloseable {

    /** What the answer to SETUP says of it. */
    String transport();

    void send(byte[] packet) throws IOException;

    /** Sends a packet of RTCP. */
    void report(byte[] packet) throws IOException;

    @Override
    void close();

    /** Whoever puts a packet between two answers. */
    @FunctionalInterface
    interface Interleaver {
        void send(int channel, byte[] packet) throws IOException;
    }

    /** Within the connection (RFC 2326, 10.12). */
    record Within(Interleaver connection) implements RtpWay {
        @Override
        public String transport() {
            return "RTP/AVP/TCP;unicast;interleaved=0-1";
        }

        @Override
        public void send(byte[] packet) throws IOException {
            connection.send(0, packet);
        }

        @Override
        public void report(byte[] packet) throws IOException {
            connection.send(1, packet);
        }

        @Override
        public void close() {
            // The connection is the client's to close.
        }
    }

    /** Each packet alone, to the port that the client named. */
    final class Beside implements RtpWay {
        private static final Pattern PORTS = Pattern.compile("client_port=([0-9]+)-([0-9]+)");

        private final InetAddress client;
        private final int port;
        private final String ports;
        private final DatagramSocket data;
        private final DatagramSocket control;

        private Beside(InetAddress client, int port, String ports, DatagramSocket data, DatagramSocket control) {
            this.client = client;
            this.port = port;
            this.ports = ports;
            this.data = data;
            this.control = control;
        }

        static Beside to(Socket connection, String asked) throws IOException {
            Matcher named = PORTS.matcher(asked);
            if (!named.find()) {
                throw new IOException("it names no ports: " + asked);
            }
            InetAddress here = InetAddress.getLoopbackAddress();
            return new Beside(
                    connection.getInetAddress(),
                    Integer.parseInt(named.group(1)),
                    named.group(),
                    new DatagramSocket(0, here),
                    new DatagramSocket(0, here));
        }

        @Override
        public String transport() {
            return "RTP/AVP/UDP;unicast;" + ports + ";server_port=" + data.getLocalPort() + "-"
                    + control.getLocalPort();
        }

        @Override
        public void send(byte[] packet) throws IOException {
            data.send(new DatagramPacket(packet, packet.length, client, port));
        }

        @Override
        public void report(byte[] packet) throws IOException {
            control.send(new DatagramPacket(packet, packet.length, client, port + 1));
        }

        @Override
        public void close() {
            data.close();
            control.close();
        }
    }
}
