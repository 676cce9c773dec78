package io.winnow.bench.loop;

import io.winnow.decode.worker.media.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** One file for a demuxer in this process. */
final class FileBytes implements Bytes, AutoCloseable {
    private final FileChannel channel;

    private FileBytes(FileChannel channel) {
        this.channel = channel;
    }

    static FileBytes of(Path file) throws IOException {
        return new FileBytes(FileChannel.open(file));
    }

    @Override
    public Opened open(String address) throws IOException {
        return new Opened(0, channel.size());
    }

    @Override
    public byte[] read(int handle, long offset, int count) throws IOException {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(count, channel.size() - offset))];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {}
        return bytes;
    }

    @Override
    public void close(int handle) {
        // The channel goes with the loop's decoder.
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
