package io.winnow.bench.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Event streams that one thread reads as fast as they come, without looking at what it hears. */
final class EventListeners implements AutoCloseable {
    private static final byte[] REQUEST =
            "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String BEGUN = "event: all\n";
    private static final String SERVED = "HTTP/1.1 200";
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int LONGEST_HEAD = 4096;

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final CountDownLatch begun;
    private final int count;
    private final Thread reader;
    private final AtomicLong heardBytes = new AtomicLong();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean closed;

    /** The beginning of a response, until it has told everything. */
    private static final class Head {
        private final StringBuilder text = new StringBuilder();
        private boolean begun;
    }

    private EventListeners(int count) throws IOException {
        this.count = count;
        this.begun = new CountDownLatch(count);
        this.selector = Selector.open();
        this.reader = new Thread(this::readAll, "bench-events");
    }

    /** Opens so many, one after the other. */
    static EventListeners open(URI gateway, int count) throws IOException {
        EventListeners listeners = new EventListeners(count);
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
            channel.write(ByteBuffer.wrap(REQUEST));
            channel.configureBlocking(false);
            channel.register(listeners.selector, SelectionKey.OP_READ, new Head());
        }
        listeners.reader.start();
        return listeners;
    }

    /** Waits until each has been told everything. */
    void awaitAll(Duration patience) throws IOException, InterruptedException {
        if (!begun.await(patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException(begun.getCount() + " of " + count + " event streams were told nothing");
        }
    }

    int count() {
        return count;
    }

    /** How many the gateway has closed. */
    int ended() {
        return ended.get();
    }

    long heardBytes() {
        return heardBytes.get();
    }

    private void readAll() {
        try {
            while (!closed) {
                selector.select(key -> read(key, (Head) key.attachment()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("event streams cannot be read", e);
        }
    }

    private void read(SelectionKey key, Head head) {
        int read;
        try {
            buffer.clear();
            read = ((SocketChannel) key.channel()).read(buffer);
        } catch (IOException e) {
            read = -1;
        }
        if (read < 0) {
            ended.incrementAndGet();
            key.cancel();
            return;
        }
        heardBytes.addAndGet(read);
        if (!head.begun) {
            head.text.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
            if (head.text.indexOf(SERVED) == 0 && head.text.indexOf(BEGUN) > 0) {
                head.begun = true;
                begun.countDown();
            }
            head.text.setLength(head.begun ? 0 : Math.min(head.text.length(), LONGEST_HEAD));
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closed = true;
        selector.wakeup();
        reader.join();
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
