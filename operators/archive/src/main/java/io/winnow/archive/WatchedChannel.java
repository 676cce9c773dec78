package io.winnow.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/** An open object that remembers why it could not be read, so that one that is not reachable is told from one that is damaged, whatever its reader makes of it. */
final class WatchedChannel implements SeekableByteChannel {
    private final SeekableByteChannel channel;
    private Optional<IOException> failure = Optional.empty();

    WatchedChannel(SeekableByteChannel channel) {
        this.channel = channel;
    }

    /** Something that is done with the channel. */
    @FunctionalInterface
    private interface Step<T> {
        T take() throws IOException;
    }

    private <T> T watch(Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (EOFException e) {
            // Whoever asks for what lies behind the end was led there by the object.
            throw e;
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    /** Why it could not be read; empty where it could. */
    Optional<IOException> failure() {
        return failure;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return watch(() -> channel.read(target));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return watch(() -> channel.write(source));
    }

    @Override
    public long position() throws IOException {
        return watch(channel::position);
    }

    @Override
    public SeekableByteChannel position(long to) throws IOException {
        watch(() -> channel.position(to));
        return this;
    }

    @Override
    public long size() throws IOException {
        return watch(channel::size);
    }

    @Override
    public SeekableByteChannel truncate(long to) throws IOException {
        watch(() -> channel.truncate(to));
        return this;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
