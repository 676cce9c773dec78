package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;

/** Refuses memory for pictures with too many pixels, and remembers how large they were; the decoder's own option only says that something was invalid. Sees each thread of the decoder, which the log wants to know. */
final class PixelGuard implements AutoCloseable {
    private static final Map<Long, PixelGuard> BY_ID = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong(1);
    private static final Allocator ALLOCATOR = new Allocator();

    private final long id = NEXT.getAndIncrement();
    private final long most;
    private volatile String refused = "";
    private final ErrorLog log;

    PixelGuard(long most, ErrorLog log) {
        this.most = most;
        this.log = log;
        BY_ID.put(id, this);
    }

    void watch(AVCodecContext decoder) {
        decoder.opaque(new Handle(id));
        decoder.get_buffer2(ALLOCATOR);
    }

    void check() throws GivenUp {
        if (!refused.isEmpty()) {
            throw new GivenUp(Cause.PIXELS, refused);
        }
        String size = log.refusedSize();
        if (!size.isEmpty() && pixels(size) > most) {
            throw new GivenUp(Cause.PIXELS, size);
        }
    }

    private static long pixels(String size) {
        int times = size.indexOf('x');
        return Long.parseLong(size.substring(0, times)) * Long.parseLong(size.substring(times + 1));
    }

    private boolean permits(int width, int height) {
        boolean permitted = (long) width * height <= most;
        if (!permitted) {
            refused = width + "x" + height;
        }
        return permitted;
    }

    @Override
    public void close() {
        BY_ID.remove(id);
    }

    /** Called by the decoder's threads. */
    private static final class Allocator extends AVCodecContext.Get_buffer2_AVCodecContext_AVFrame_int {
        @Override
        public int call(AVCodecContext decoder, AVFrame frame, int flags) {
            PixelGuard guard = BY_ID.get(decoder.opaque().address());
            if (guard != null) {
                guard.log.speaker(decoder);
            }
            if (guard == null || !guard.permits(frame.width(), frame.height())) {
                return Natives.NOT_POSSIBLE;
            }
            return avcodec.avcodec_default_get_buffer2(decoder, frame, flags);
        }
    }
}
