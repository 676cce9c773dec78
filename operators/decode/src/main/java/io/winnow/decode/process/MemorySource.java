package io.winnow.decode.process;

import java.util.Arrays;

/** Bytes in memory. */
final class MemorySource implements ByteSource {
    private final byte[] content;

    MemorySource(byte[] content) {
        this.content = content;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public byte[] read(long offset, int count) {
        int start = (int) Math.min(offset, content.length);
        return Arrays.copyOfRange(content, start, (int) Math.min(start + (long) count, content.length));
    }

    @Override
    public void close() {}
}
