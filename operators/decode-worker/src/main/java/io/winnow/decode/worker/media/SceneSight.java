package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/**
 * Chooses frames that look different from the last one chosen, by the mean absolute difference of luma, as FFmpeg's scene score has it between neighbours (libavfilter/f_select.c). Both are scaled to a small
 * square by areas first, so that noise and a pixel's shift count for little. Against the last one chosen, slow changes add up.
 */
final class SceneSight implements Sight {
    static final int SIDE = 64;
    private static final int PIXELS = SIDE * SIDE;
    private static final int WHITE = 255;

    private final double threshold;
    private final SwsContext scaler;
    private final AVFrame target;
    private final BytePointer scaled;
    private byte[] current = new byte[PIXELS];
    private byte[] last = new byte[PIXELS];
    private boolean any;

    /** @param threshold share of black against white */
    SceneSight(double threshold) {
        this.threshold = threshold;
        scaler = swscale.sws_alloc_context();
        scaler.flags(swscale.SWS_AREA | swscale.SWS_ACCURATE_RND | swscale.SWS_BITEXACT);
        target = avutil.av_frame_alloc();
        scaled = new BytePointer(PIXELS + (long) Slots.PADDING);
    }

    @Override
    public boolean chooses(AVFrame frame) throws GivenUp {
        look(frame);
        boolean chosen = !any || difference(current, last) > threshold;
        if (chosen) {
            remember();
        }
        return chosen;
    }

    @Override
    public void chose(AVFrame frame) throws GivenUp {
        look(frame);
        remember();
    }

    private void remember() {
        byte[] before = last;
        last = current;
        current = before;
        any = true;
    }

    /** Mean absolute difference of two pictures of one size, a byte a pixel, as a share of black against white. */
    static double difference(byte[] one, byte[] other) {
        int sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & WHITE) - (other[i] & WHITE));
        }
        return (double) sum / (one.length * WHITE);
    }

    /** The luma of a frame in full range, as it was decoded: how it is turned does not matter. */
    private void look(AVFrame frame) throws GivenUp {
        // What is shown is one moment, as a Painter takes it too.
        frame.flags(frame.flags() & ~AVFrame.AV_FRAME_FLAG_INTERLACED);
        frame.chroma_location(avutil.AVCHROMA_LOC_UNSPECIFIED);
        target.width(SIDE);
        target.height(SIDE);
        target.format(avutil.AV_PIX_FMT_GRAY8);
        target.color_range(avutil.AVCOL_RANGE_JPEG);
        target.color_primaries(frame.color_primaries());
        target.color_trc(frame.color_trc());
        target.data(0, scaled);
        target.linesize(0, SIDE);
        int code = swscale.sws_scale_frame(scaler, target, frame);
        target.data(0, null);
        if (code == Natives.NO_MEMORY) {
            throw new GivenUp(Cause.MEMORY, "");
        }
        if (code < 0) {
            throw new GivenUp(Cause.CONVERSION, Natives.pixelFormat(frame.format()));
        }
        scaled.position(0).get(current);
    }

    @Override
    public void close() {
        swscale.sws_free_context(scaler);
        avutil.av_frame_free(target);
        scaled.close();
    }
}
