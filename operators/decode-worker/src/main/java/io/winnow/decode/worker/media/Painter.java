package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/**
 * Frames of any size and pixel format become RGB pictures of one size, in sRGB by the colour matrix, range and profile that the frame states: squashed bilinearly, or the middle of them cut out and
 * scaled by the cubic convolution that PIL and the published tokenizers of images have (a = -1/2), with chroma at full width. Both widen their filters when they make a picture smaller.
 */
public final class Painter implements AutoCloseable {
    private static final int FINE =
            swscale.SWS_BICUBIC | swscale.SWS_ACCURATE_RND | swscale.SWS_FULL_CHR_H_INT | swscale.SWS_FULL_CHR_H_INP;
    /** The second parameter of Mitchell and Netravali's family of cubics; the first is 0. */
    private static final double SHARPNESS = 0.5;

    private final int width;
    private final int height;
    private final boolean cropped;
    private final SwsContext scaler;
    private final AVFrame target;
    private final BytePointer scratch;
    private final ByteBuffer scratchBytes;
    private int format = avutil.AV_PIX_FMT_NONE;
    private boolean alpha;
    private ColourProfile profile = ColourProfile.of(new byte[0]);

    /**
     * Paints pictures of that many pixels.
     *
     * @param cropped whether frames of another shape are cut to theirs around the middle, instead of squashed
     */
    public Painter(int width, int height, boolean cropped) {
        this.width = width;
        this.height = height;
        this.cropped = cropped;
        scaler = swscale.sws_alloc_context();
        scaler.flags(cropped ? FINE : swscale.SWS_BILINEAR);
        if (cropped) {
            scaler.scaler_params(0, 0).scaler_params(1, SHARPNESS);
        }
        target = avutil.av_frame_alloc();
        scratch = new BytePointer(4L * width * height + Slots.PADDING);
        scratchBytes = scratch.asByteBuffer();
    }

    /**
     * Writes {@code [height, width, 3]} RGB.
     *
     * @param frame as decoded; loses what is cut off, its interlacing mark, since a picture is one moment, and where its chroma lies, which FFmpeg's scale filter takes as centred too
     * @param orientation how it is turned upright
     * @param slot where the picture goes, with {@link Slots#PADDING} bytes after it
     * @param slotBytes the same memory
     */
    public void paint(AVFrame frame, Orientation orientation, BytePointer slot, ByteBuffer slotBytes) throws GivenUp {
        lookAt(frame.format());
        byte[] stated = ColourProfile.statedBy(frame);
        profile = profile.isOf(stated) ? profile : ColourProfile.of(stated);
        frame.flags(frame.flags() & ~AVFrame.AV_FRAME_FLAG_INTERLACED);
        frame.chroma_location(avutil.AVCHROMA_LOC_UNSPECIFIED);
        int across = orientation.transposed() ? height : width;
        int down = orientation.transposed() ? width : height;
        if (cropped) {
            Middle.cut(frame, across, down);
        }
        if (!alpha && orientation.upright()) {
            scale(frame, width, height, 3, slot);
        } else {
            place(frame, orientation, across, down, slotBytes);
        }
        profile.toSrgb(slotBytes, width * height);
    }

    private void place(AVFrame frame, Orientation orientation, int across, int down, ByteBuffer slotBytes)
            throws GivenUp {
        int channels = alpha ? 4 : 3;
        scale(frame, across, down, channels, scratch);
        boolean premultiplied = frame.alpha_mode() == avutil.AVALPHA_MODE_PREMULTIPLIED;
        Pixels.place(scratchBytes, channels, premultiplied, orientation, slotBytes, width, height);
    }

    private void lookAt(int next) {
        if (next != format) {
            format = next;
            AVPixFmtDescriptor described = avutil.av_pix_fmt_desc_get(next);
            alpha = described != null && (described.flags() & avutil.AV_PIX_FMT_FLAG_ALPHA) != 0;
        }
    }

    private void scale(AVFrame frame, int across, int down, int channels, BytePointer to) throws GivenUp {
        target.width(across);
        target.height(down);
        target.format(channels == 4 ? avutil.AV_PIX_FMT_RGBA : avutil.AV_PIX_FMT_RGB24);
        target.colorspace(avutil.AVCOL_SPC_RGB);
        target.color_range(avutil.AVCOL_RANGE_JPEG);
        target.color_primaries(frame.color_primaries());
        target.color_trc(frame.color_trc());
        target.alpha_mode(frame.alpha_mode());
        target.data(0, to);
        target.linesize(0, channels * across);
        int code = swscale.sws_scale_frame(scaler, target, frame);
        target.data(0, null);
        if (code == Natives.NO_MEMORY) {
            throw new GivenUp(Cause.MEMORY, "");
        }
        if (code < 0) {
            throw new GivenUp(Cause.CONVERSION, Natives.pixelFormat(frame.format()));
        }
    }

    @Override
    public void close() {
        swscale.sws_free_context(scaler);
        avutil.av_frame_free(target);
        scratch.close();
    }
}
