package io.winnow.decode.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** A file. Its size is looked at once, so that a file that grows ends where it did. */
final class FileSource implements ByteSource {
    private final FileChannel channel;
    private final long size;

    FileSource(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "there is no such file");
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException("it is not a regular file");
        }
        channel = FileChannel.open(path);
        size = channel.size();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] read(long offset, int count) throws IOException {
        int wanted = (int) Math.max(0, Math.min(count, size - offset));
        if (wanted == 0) {
            return NOTHING;
        }
        byte[] bytes = new byte[wanted];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {}
        return buffer.hasRemaining() ? Arrays.copyOf(bytes, buffer.position()) : bytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
