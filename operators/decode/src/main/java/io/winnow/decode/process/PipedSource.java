package io.winnow.decode.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes that come once. */
final class PipedSource implements ByteSource {
    private final InputStream stream;
    private long position;

    PipedSource(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public long size() {
        return -1;
    }

    @Override
    public byte[] read(long offset, int count) throws IOException {
        if (offset != position) {
            throw new IOException("byte " + offset + " was asked for where only " + position + " is to be had");
        }
        byte[] bytes = new byte[count];
        int got = stream.read(bytes);
        if (got <= 0) {
            return NOTHING;
        }
        position += got;
        return got == count ? bytes : Arrays.copyOf(bytes, got);
    }

    @Override
    public boolean patient() {
        return true;
    }

    @Override
    public void close() {}
}
