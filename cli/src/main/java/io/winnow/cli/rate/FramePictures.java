package io.winnow.cli.rate;

import io.winnow.decode.worker.media.GivenUp;
import io.winnow.decode.worker.media.Natives;
import io.winnow.decode.worker.media.Orientation;
import io.winnow.decode.worker.media.Painter;
import io.winnow.decode.worker.media.Slots;
import io.winnow.tokenize.RgbPicture;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/** Pictures as FFmpeg has them, and scaled: what becomes larger or smaller is so by cubic convolution, as where pictures are decoded for tokenizers. For one thread. */
final class FramePictures implements AutoCloseable {
    private static final int CHANNELS = 3;

    private final SwsContext converter;
    private final Map<Long, Painter> painters = new HashMap<>();

    static {
        Natives.load();
    }

    FramePictures() {
        converter = swscale.sws_alloc_context();
        converter.flags(swscale.SWS_BICUBIC | swscale.SWS_ACCURATE_RND | swscale.SWS_FULL_CHR_H_INP);
    }

    /** What {@link #frame} makes of pictures in other formats than red, green and blue, for an encoder to write down. */
    static void describe(AVCodecContext encoder) {
        encoder.colorspace(avutil.AVCOL_SPC_SMPTE170M);
        encoder.color_range(avutil.AVCOL_RANGE_JPEG);
    }

    /** A frame of a picture, to be freed. */
    AVFrame frame(RgbPicture picture, int pixelFormat) {
        AVFrame rgb = rgb(picture);
        AVFrame frame = avutil.av_frame_alloc();
        frame.width(picture.width());
        frame.height(picture.height());
        frame.format(pixelFormat);
        if (pixelFormat == avutil.AV_PIX_FMT_YUV420P) {
            frame.colorspace(avutil.AVCOL_SPC_SMPTE170M);
            frame.color_range(avutil.AVCOL_RANGE_JPEG);
        }
        int code = swscale.sws_scale_frame(converter, frame, rgb);
        avutil.av_frame_free(rgb);
        if (code < 0) {
            avutil.av_frame_free(frame);
            throw new IllegalStateException("FFmpeg converts no picture (" + code + ")");
        }
        return frame;
    }

    private static AVFrame rgb(RgbPicture picture) {
        AVFrame rgb = avutil.av_frame_alloc();
        rgb.width(picture.width());
        rgb.height(picture.height());
        rgb.format(avutil.AV_PIX_FMT_RGB24);
        rgb.color_range(avutil.AVCOL_RANGE_JPEG);
        rgb.colorspace(avutil.AVCOL_SPC_RGB);
        if (avutil.av_frame_get_buffer(rgb, 0) < 0) {
            throw new IllegalStateException("there is no memory for a picture of " + picture);
        }
        int row = CHANNELS * picture.width();
        for (int y = 0; y < picture.height(); y++) {
            rgb.data(0).position((long) y * rgb.linesize(0)).put(picture.rgb(), y * row, row);
        }
        return rgb;
    }

    /** The picture of a frame, in a size. */
    RgbPicture picture(AVFrame frame, int width, int height) {
        byte[] pixels = new byte[CHANNELS * width * height];
        Painter painter = painters.computeIfAbsent(
                (long) width << Integer.SIZE | height, any -> new Painter(width, height, true));
        try (BytePointer slot = new BytePointer(Slots.bytes(pixels.length))) {
            ByteBuffer buffer = slot.asByteBuffer();
            painter.paint(frame, Orientation.UPRIGHT, slot, buffer);
            buffer.get(0, pixels);
        } catch (GivenUp e) {
            throw new IllegalStateException("FFmpeg scales no picture to " + width + "x" + height, e);
        }
        return new RgbPicture(width, height, pixels);
    }

    /** A picture in another size of the same shape. */
    RgbPicture scaled(RgbPicture picture, int width, int height) {
        if (picture.width() == width && picture.height() == height) {
            return picture;
        }
        AVFrame frame = rgb(picture);
        try {
            return picture(frame, width, height);
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    @Override
    public void close() {
        painters.values().forEach(Painter::close);
        swscale.sws_free_context(converter);
    }
}
