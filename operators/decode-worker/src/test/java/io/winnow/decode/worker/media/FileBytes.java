package io.winnow.decode.worker.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Permits one file. */
final class FileBytes implements Bytes, AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    FileBytes(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path);
    }

    @Override
    public Opened open(String address) throws IOException {
        if (!address.equals(path.toString())) {
            throw new IOException(address + " is not " + path);
        }
        return new Opened(1, channel.size());
    }

    @Override
    public byte[] read(int handle, long offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        int got = Math.max(0, channel.read(buffer, offset));
        byte[] bytes = new byte[got];
        buffer.flip().get(bytes);
        return bytes;
    }

    @Override
    public void close(int handle) {}

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
