package io.winnow.decode.worker;

import io.winnow.decode.worker.media.GivenUp;
import io.winnow.decode.worker.wire.Cause;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** Frames that are on their way from the decoder to the painter; the same few again and again. They share the decoder's pixels, nothing is copied. */
final class FrameShelf {
    private static final int FRAMES = 5;

    private final BlockingQueue<AVFrame> free = new ArrayBlockingQueue<>(FRAMES);

    FrameShelf() {
        for (int i = 0; i < FRAMES; i++) {
            free.add(avutil.av_frame_alloc());
        }
    }

    /** Another hold on a frame's pixels, to be given back. */
    AVFrame hold(AVFrame frame) throws IOException, GivenUp {
        AVFrame held = take();
        if (avutil.av_frame_ref(held, frame) < 0) {
            free.add(held);
            throw new GivenUp(Cause.MEMORY, "");
        }
        return held;
    }

    private AVFrame take() throws IOException {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while pictures were scaled", e);
        }
    }

    void giveBack(AVFrame held) {
        avutil.av_frame_unref(held);
        free.add(held);
    }
}
