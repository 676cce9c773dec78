package io.winnow.decode.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;

/** What a server has at an address. With ranges it can be read anywhere, and a lost connection is taken up again; without, only in order. */
final class WebSource implements ByteSource {
    /** Nearer than this, bytes between are read and thrown away sooner than a new connection is made. */
    private static final long SKIP_BYTES = 512 << 10;

    private static final int TRIES = 3;

    private final WebClient client;
    private final URI uri;
    private final WebClient.Gate gate;
    private final long size;
    private final boolean ranges;
    private WebClient.Body body;
    private long position;
    private volatile boolean closed;

    WebSource(WebClient client, URI uri, WebClient.Gate gate) throws IOException {
        this.client = client;
        this.uri = uri;
        this.gate = gate;
        body = client.get(uri, 0, gate);
        ranges = body.ranges() && body.size() >= 0;
        size = ranges ? body.size() : -1;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] read(long offset, int count) throws IOException {
        if (size >= 0 && offset >= size) {
            return NOTHING;
        }
        for (int tried = 1; ; tried++) {
            try {
                goTo(offset);
                return readHere(count);
            } catch (IOException e) {
                if (closed || !ranges || tried == TRIES) {
                    throw e;
                }
                reopen(offset);
            }
        }
    }

    private byte[] readHere(int count) throws IOException {
        InputStream stream = body.stream();
        byte[] bytes = new byte[count];
        int got = stream.read(bytes);
        if (got <= 0) {
            if (size >= 0 && position < size) {
                throw new IOException("the connection ended at byte " + position + " of " + size);
            }
            return NOTHING;
        }
        while (got < count && stream.available() > 0) {
            int more = stream.read(bytes, got, count - got);
            if (more <= 0) {
                break;
            }
            got += more;
        }
        position += got;
        return got == count ? bytes : Arrays.copyOf(bytes, got);
    }

    private void goTo(long offset) throws IOException {
        if (offset == position) {
            return;
        }
        if (!ranges) {
            throw new IOException("the server gives no ranges, and byte " + offset + " is not the next one");
        }
        if (offset > position && offset - position <= SKIP_BYTES) {
            body.stream().skipNBytes(offset - position);
            position = offset;
        } else {
            reopen(offset);
        }
    }

    private void reopen(long offset) throws IOException {
        body.stream().close();
        body = client.get(uri, offset, gate);
        position = offset;
        if (!body.ranges()) {
            throw new IOException("the server gives ranges no more");
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        body.stream().close();
    }
}
