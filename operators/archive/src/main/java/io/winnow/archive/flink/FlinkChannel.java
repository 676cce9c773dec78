package io.winnow.archive.flink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.flink.core.fs.FSDataInputStream;

/** A file of Flink's, for reading. */
final class FlinkChannel implements SeekableByteChannel {
    private static final int CHUNK_BYTES = 1 << 16;

    private final FSDataInputStream in;
    private final long size;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private boolean open = true;

    FlinkChannel(FSDataInputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int wanted = Math.min(chunk.length, target.remaining());
        int read = wanted == 0 ? 0 : FlinkPlace.call(() -> in.read(chunk, 0, wanted));
        if (read > 0) {
            target.put(chunk, 0, read);
        }
        return read;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() throws IOException {
        return in.getPos();
    }

    @Override
    public SeekableByteChannel position(long to) throws IOException {
        in.seek(to);
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        in.close();
    }
}
