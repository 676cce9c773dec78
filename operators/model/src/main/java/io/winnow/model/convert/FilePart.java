package io.winnow.model.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Bytes within a file.
 *
 * @param start of them
 * @param bytes how many
 */
record FilePart(Path file, long start, long bytes) implements StoredTensor.Storage {
    @Override
    public InputStream open() throws IOException {
        FileChannel channel = FileChannel.open(file);
        channel.position(start);
        return Channels.newInputStream(channel);
    }
}
