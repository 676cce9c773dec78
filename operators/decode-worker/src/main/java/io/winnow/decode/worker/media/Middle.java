package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;

/** Cuts the largest part of a shape out of the middle of a frame, without moving a pixel: in a frame of any shape, before it is scaled, so that a long one costs no memory. */
final class Middle {
    private static final int BITS_A_BYTE = 8;

    private Middle() {}

    /**
     * Cuts. Pixels count as square, as they do where pictures are squashed. The part begins where chroma does, so it may lie up to a chroma sample off the middle.
     *
     * @param across width of the shape, in any unit
     * @param down its height in the same unit
     */
    static void cut(AVFrame frame, int across, int down) throws GivenUp {
        long wide = Math.min(frame.width(), Math.max(1, Math.round((double) frame.height() * across / down)));
        long high = Math.min(frame.height(), Math.max(1, Math.round((double) frame.width() * down / across)));
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(frame.format());
        if ((format.flags() & avutil.AV_PIX_FMT_FLAG_BITSTREAM) != 0) {
            cutBits(frame, (int) wide, (int) high, format.comp(0).step());
            return;
        }
        long left = aligned((frame.width() - wide) / 2, 1 << format.log2_chroma_w());
        long top = aligned((frame.height() - high) / 2, 1 << format.log2_chroma_h());
        frame.crop_left(left);
        frame.crop_top(top);
        frame.crop_right(frame.width() - wide - left);
        frame.crop_bottom(frame.height() - high - top);
        if (avutil.av_frame_apply_cropping(frame, avutil.AV_FRAME_CROP_UNALIGNED) < 0) {
            throw new GivenUp(Cause.CONVERSION, Natives.pixelFormat(frame.format()));
        }
    }

    private static long aligned(long offset, int step) {
        return offset / step * step;
    }

    /** Of pixels smaller than a byte, whose left edge FFmpeg does not cut: their one plane may begin at any byte. */
    private static void cutBits(AVFrame frame, int wide, int high, int bits) {
        long left = (frame.width() - wide) / 2L * bits / BITS_A_BYTE;
        long top = (frame.height() - high) / 2L;
        frame.data(0, frame.data(0).getPointer(top * frame.linesize(0) + left));
        frame.width(wide);
        frame.height(high);
    }
}
