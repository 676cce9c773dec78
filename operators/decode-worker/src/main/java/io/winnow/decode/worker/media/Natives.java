package io.winnow.decode.worker.media;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;

/** FFmpeg's libraries, their codes and names. */
public final class Natives {
    static final int END = avutil.AVERROR_EOF;
    static final int AGAIN = org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN();
    static final int NO_MEMORY = org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOMEM();
    static final int IO = org.bytedeco.ffmpeg.presets.avutil.AVERROR_EIO();
    static final int NOT_PERMITTED = org.bytedeco.ffmpeg.presets.avutil.AVERROR_EACCES();
    static final int NOT_POSSIBLE = org.bytedeco.ffmpeg.presets.avutil.AVERROR_EINVAL();
    /** EPROTONOSUPPORT of Linux, for which there is no constant. */
    static final int NO_SUCH_TRANSPORT = -93;

    static final long NO_TIMESTAMP = avutil.AV_NOPTS_VALUE;

    private Natives() {}

    /** Loads what decoding needs and lets it tell only errors, on standard error; FFmpeg's version. */
    public static String load() {
        Loader.load(avutil.class);
        Loader.load(avcodec.class);
        Loader.load(avformat.class);
        Loader.load(swscale.class);
        ErrorLog.install();
        return text(avutil.av_version_info());
    }

    static String pixelFormat(int format) {
        return text(avutil.av_get_pix_fmt_name(format));
    }

    static String text(BytePointer pointer) {
        return pointer == null || pointer.isNull() ? "" : pointer.getString();
    }
}
