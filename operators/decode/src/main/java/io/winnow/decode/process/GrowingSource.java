package io.winnow.decode.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** A file that somebody still writes. At its end it is waited for more; what is its end when nothing was added for long enough stays so. Read in order: of its size a demuxer is told nothing, since it would not hold. */
final class GrowingSource implements ByteSource {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final FileChannel channel;
    private final Duration stall;
    private final LongSupplier nanos;
    private final LongConsumer pause;
    private long end = Long.MAX_VALUE;
    private volatile boolean closed;

    /** @param stall longest that nothing may be added while its end is waited at */
    GrowingSource(Path path, Duration stall) throws IOException {
        this(path, stall, System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * With other clocks.
     *
     * @param nanos as {@link System#nanoTime}
     * @param pause waits for so many nanoseconds, or less
     */
    GrowingSource(Path path, Duration stall, LongSupplier nanos, LongConsumer pause) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "there is no such file");
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException("it is not a regular file");
        }
        this.channel = FileChannel.open(path);
        this.stall = stall;
        this.nanos = nanos;
        this.pause = pause;
    }

    @Override
    public long size() {
        return -1;
    }

    @Override
    public byte[] read(long offset, int count) throws IOException {
        int there = (int) Math.min(count, sizeBeyond(offset) - offset);
        if (there == 0) {
            return NOTHING;
        }
        ByteBuffer buffer = ByteBuffer.allocate(there);
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {}
        if (buffer.hasRemaining()) {
            throw shorter();
        }
        return buffer.array();
    }

    /** Its size once that is beyond an offset, or the offset where it ends there. */
    private long sizeBeyond(long offset) throws IOException {
        long sinceNanos = nanos.getAsLong();
        while (true) {
            if (closed) {
                throw new IOException("it is read no more");
            }
            long size = Math.min(end, channel.size());
            if (size < offset) {
                throw shorter();
            }
            if (size > offset || end == offset) {
                return size;
            }
            if (nanos.getAsLong() - sinceNanos > stall.toNanos()) {
                end = offset;
            } else {
                pause.accept(LOOK_NANOS);
            }
        }
    }

    private static IOException shorter() {
        return new IOException("it became shorter while it was read");
    }

    @Override
    public boolean patient() {
        return true;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        channel.close();
    }
}
