package io.winnow.decode.worker.media;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of FFmpeg's own input: whatever a demuxer opens, reads or seeks comes here, on whichever thread it runs. Callbacks have no exceptions, so that one was thrown is kept for whoever called
 * the demuxer. One thread at a time.
 */
final class InputFiles implements AutoCloseable {
    /** As FFmpeg's command has it, so that demuxers see the same boundaries. */
    private static final int BUFFER_BYTES = 32_768;

    /** By what a demuxer and its contexts carry for us: its input's number, or that of a file that it has open. */
    private static final Map<Long, InputFiles> BY_NUMBER = new ConcurrentHashMap<>();

    private static final AtomicLong NEXT = new AtomicLong(1);
    private static final Opener OPENER = new Opener();
    private static final Closer CLOSER = new Closer();
    private static final Reader READER = new Reader();
    private static final Seeker SEEKER = new Seeker();

    private final long number = NEXT.getAndIncrement();
    private final Bytes bytes;
    private final boolean live;
    private final Map<Long, InputFile> files = new HashMap<>();
    private volatile boolean failed;

    /** @param live whether it goes on without a piece that could not be read */
    InputFiles(Bytes bytes, boolean live) {
        this.bytes = bytes;
        this.live = live;
        BY_NUMBER.put(number, this);
    }

    /** Lets a demuxer open, read and close here alone. */
    void serve(AVFormatContext demuxer) {
        demuxer.opaque(new Handle(number));
        demuxer.io_open(OPENER);
        demuxer.io_close2(CLOSER);
    }

    /** Whether something could not be opened or read, and of what is live, nothing was opened since. */
    boolean failed() {
        return failed;
    }

    @Override
    public void close() {
        BY_NUMBER.remove(number);
        BY_NUMBER.keySet().removeAll(files.keySet());
    }

    private static @Nullable InputFiles of(@Nullable Pointer number) {
        return number == null ? null : BY_NUMBER.get(number.address());
    }

    private int open(PointerPointer<?> result, BytePointer address) {
        try {
            InputFile file = new InputFile(bytes, bytes.open(address.getString()));
            long id = NEXT.getAndIncrement();
            AVIOContext context = avformat.avio_alloc_context(
                    new BytePointer(avutil.av_malloc(BUFFER_BYTES)),
                    BUFFER_BYTES,
                    0,
                    new Handle(id),
                    READER,
                    null,
                    SEEKER);
            context.seekable(file.seekable() ? avformat.AVIO_SEEKABLE_NORMAL : 0);
            files.put(id, file);
            BY_NUMBER.put(id, this);
            result.put(0, context);
            failed = failed && !live;
            return 0;
        } catch (IOException e) {
            failed = true;
            return Natives.NOT_PERMITTED;
        }
    }

    private int close(AVIOContext context) {
        long id = context.opaque().address();
        InputFile file = files.remove(id);
        BY_NUMBER.remove(id);
        avutil.av_free(context.buffer());
        avformat.avio_context_free(context);
        try {
            if (file != null) {
                file.close();
            }
            return 0;
        } catch (IOException e) {
            failed = true;
            return Natives.IO;
        }
    }

    private int read(long id, BytePointer to, int count) {
        InputFile file = files.get(id);
        if (file == null) {
            return Natives.IO;
        }
        try {
            int got = file.read(to, count);
            return got == 0 ? Natives.END : got;
        } catch (IOException e) {
            failed = true;
            return Natives.IO;
        }
    }

    private long seek(long id, long offset, int whence) {
        InputFile file = files.get(id);
        if (file == null) {
            return Natives.IO;
        }
        long position = file.seek(offset, whence);
        return position < 0 ? Natives.NOT_POSSIBLE : position;
    }

    @SuppressWarnings("rawtypes")
    private static final class Opener
            extends AVFormatContext.Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer {
        @Override
        public int call(
                AVFormatContext demuxer,
                PointerPointer result,
                BytePointer address,
                int flags,
                PointerPointer options) {
            InputFiles files = of(demuxer.opaque());
            boolean reads = (flags & avformat.AVIO_FLAG_WRITE) == 0;
            return files == null || !reads ? Natives.NOT_PERMITTED : files.open(result, address);
        }
    }

    private static final class Closer extends AVFormatContext.Io_close2_AVFormatContext_AVIOContext {
        @Override
        public int call(AVFormatContext demuxer, AVIOContext context) {
            if (context == null || context.isNull()) {
                return 0;
            }
            InputFiles files = of(context.opaque());
            return files == null ? 0 : files.close(context);
        }
    }

    private static final class Reader extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer to, int count) {
            InputFiles files = of(opaque);
            return files == null ? Natives.IO : files.read(opaque.address(), to, count);
        }
    }

    private static final class Seeker extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            InputFiles files = of(opaque);
            return files == null ? Natives.IO : files.seek(opaque.address(), offset, whence);
        }
    }
}
