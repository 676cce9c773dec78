package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.Javalin;
import io.winnow.records.StreamStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Event streams over real connections, from a state that the test changes. */
@Timeout(120)
class EventHubTest {
    private static final byte[] REQUEST =
            "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TestServer server = new TestServer(Optional.empty());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aThousandHearOfEverythingWithoutAThreadEach() throws Exception {
        int before = Thread.activeCount();
        try (Watchers watchers = new Watchers(1_000)) {
            watchers.readUntil("event: all\n");
            add("door", "");
            watchers.readUntil("\"stream\":\"door\"");
            for (int i = 0; i < 20; i++) {
                add("gate-" + i, "");
            }
            watchers.readUntil("\"stream\":\"gate-19\"");
            assertThat(Thread.activeCount() - before).isLessThan(300);
            assertThat(watchers.ended()).isZero();
        }
    }

    @Test
    void whoFallsBehindIsToldEverythingAnewAndKeepsNobodyWaiting() throws Exception {
        try (Watchers slow = new Watchers(1);
                Watchers quick = new Watchers(1)) {
            slow.readUntil("event: all\n");
            quick.readUntil("event: all\n");
            String message = "x".repeat(100_000);
            for (int i = 0; i < 100; i++) {
                add("door-" + i % 10, message + i);
                quick.readUntil("x" + i + "\"");
            }
            add("last", "");
            quick.readUntil("\"stream\":\"last\"");
            String heard = slow.readUntil("\"stream\":\"last\"");
            assertThat(heard).contains("event: all\n", "x99\"").doesNotContain("x88\"");
            assertThat(slow.ended()).isZero();
        }
    }

    @Test
    void whoTakesAByteNowAndThenIsDisconnected() throws Exception {
        String everything = "x".repeat(64 * 1024 * 1024);
        try (EventHub hub = new EventHub(new Json(), scope -> everything, Duration.ofSeconds(2))) {
            Javalin trickling = Javalin.create(config -> config.routes.get("/api/events", context -> {
                Caller.NEIGHBOUR.attach(context);
                hub.open(context);
            }));
            trickling.start("127.0.0.1", 0);
            try (Socket socket = new Socket("127.0.0.1", trickling.port())) {
                socket.getOutputStream().write(REQUEST);
                await().until(() -> hub.size() == 1);
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    assertThat(socket.getInputStream().read()).isNotNegative();
                    return hub.size() == 0;
                });
                assertThat(rest(socket)).isLessThan(everything.length() / 2);
            } finally {
                trickling.stop();
            }
        }
    }

    @Test
    void whoLeavesIsForgotten() throws Exception {
        try (Watchers gone = new Watchers(50)) {
            gone.readUntil("event: all\n");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            add("door", "x".repeat(1_000));
            return server.http().openStreams() == 0;
        });
    }

    /** How many bytes come until the connection ends. */
    private static long rest(Socket socket) {
        byte[] piece = new byte[64 * 1024];
        long bytes = 0;
        try {
            for (int count = socket.getInputStream().read(piece);
                    count >= 0;
                    count = socket.getInputStream().read(piece)) {
                bytes += count;
            }
        } catch (IOException reset) {
            return bytes;
        }
        return bytes;
    }

    private void add(String stream, String message) {
        server.state()
                .add(new StreamStatus(stream, "run", StreamStatus.State.RUNNING, 0, 0, 0, 1, Map.of(), 0, message, 0));
    }

    /** Many open connections that one thread reads. */
    private final class Watchers implements AutoCloseable {
        private final Selector selector = Selector.open();
        private final List<SocketChannel> channels = new ArrayList<>();
        private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        private int ended;

        /** What was read of a connection, from a little before the end. */
        private static final class Heard {
            private final StringBuilder text = new StringBuilder();
            private boolean satisfied;
        }

        Watchers(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open(
                        new InetSocketAddress("127.0.0.1", server.address().getPort()));
                channel.write(ByteBuffer.wrap(REQUEST));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Heard());
                channels.add(channel);
            }
        }

        /** Reads until each has heard a text, which none has before; what one of them heard up to there. */
        String readUntil(String text) throws IOException {
            String before = "";
            selector.keys().forEach(key -> ((Heard) key.attachment()).satisfied = false);
            int left = selector.keys().size();
            while (left > 0) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    Heard heard = (Heard) key.attachment();
                    read(key, heard);
                    int found = heard.text.indexOf(text);
                    if (found >= 0 && !heard.satisfied) {
                        heard.satisfied = true;
                        left--;
                    }
                    if (found >= 0) {
                        before = heard.text.substring(0, found);
                        heard.text.delete(0, found + text.length());
                    }
                }
                selector.selectedKeys().clear();
            }
            return before;
        }

        private void read(SelectionKey key, Heard heard) throws IOException {
            buffer.clear();
            int count;
            try {
                count = ((SocketChannel) key.channel()).read(buffer);
            } catch (IOException e) {
                count = -1;
            }
            if (count < 0) {
                ended++;
                key.cancel();
                return;
            }
            heard.text.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
        }

        int ended() {
            return ended;
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : channels) {
                channel.close();
            }
            selector.close();
        }
    }
}
