package io.winnow.cli.rate;

import io.winnow.tokenize.RgbPicture;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * A format that FFmpeg has an encoder for.
 *
 * <p>WebP by libwebp with its slowest search; AVIF by libaom as still pictures, colour at half the size as usual, in a file with all that the format demands.
 */
final class FfmpegStills implements StillCodec {
    /** libaom's own scale, on which 0 is best. */
    private static final int AOM_WORST = 63;

    private final Form form;
    private final FramePictures pictures = new FramePictures();

    /**
     * What formats differ in.
     *
     * @param name as people call it
     * @param encoder FFmpeg's name
     * @param decoder FFmpeg's name
     * @param pixels FFmpeg's number of the pixel format that the encoder is given
     * @param container FFmpeg's name; empty where the encoder writes whole files
     * @param scales sixteenths of the edge to try
     * @param options of the encoder, by quality
     */
    private record Form(
            String name,
            String encoder,
            String decoder,
            int pixels,
            String container,
            List<Integer> scales,
            IntFunction<Map<String, String>> options) {}

    private FfmpegStills(Form form) {
        this.form = form;
    }

    static FfmpegStills webp() {
        return new FfmpegStills(new Form(
                "WebP",
                "libwebp",
                "webp",
                avutil.AV_PIX_FMT_BGRA,
                "",
                // Its files are the smallest, so that it is the one to beat: tried more finely, and further down.
                List.of(16, 14, 12, 10, 8, 7, 6, 5, 4, 3, 2),
                quality -> Map.of("quality", Integer.toString(quality), "compression_level", "6")));
    }

    static FfmpegStills avif() {
        return new FfmpegStills(new Form(
                "AVIF",
                "libaom-av1",
                "libaom-av1",
                avutil.AV_PIX_FMT_YUV420P,
                "avif",
                List.of(16, 12, 8, 6, 4, 2),
                quality -> Map.of(
                        "crf",
                        Integer.toString(AOM_WORST - quality * AOM_WORST / BEST),
                        "usage",
                        "allintra",
                        "still-picture",
                        "1",
                        "cpu-used",
                        "6")));
    }

    @Override
    public String name() {
        return form.name();
    }

    @Override
    public int[] scales() {
        return form.scales().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Still press(RgbPicture picture, int quality) {
        AVCodecContext encoder = encoder(picture, quality);
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            AVFrame frame = pictures.frame(picture, form.pixels());
            try {
                check(avcodec.avcodec_send_frame(encoder, frame), "takes no picture");
            } finally {
                avutil.av_frame_free(frame);
            }
            check(avcodec.avcodec_send_frame(encoder, null), "does not end");
            check(avcodec.avcodec_receive_packet(encoder, packet), "gives no picture");
            int bytes = form.container().isEmpty() ? packet.size() : Container.bytes(form.container(), encoder, packet);
            return new Still(bytes, decoded(packet, picture));
        } finally {
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(encoder);
        }
    }

    private AVCodecContext encoder(RgbPicture picture, int quality) {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(form.encoder());
        if (codec == null || codec.isNull()) {
            throw new IllegalStateException("FFmpeg was built without " + form.encoder());
        }
        AVCodecContext encoder = avcodec.avcodec_alloc_context3(codec);
        encoder.width(picture.width());
        encoder.height(picture.height());
        encoder.pix_fmt(form.pixels());
        encoder.time_base(new AVRational().num(1).den(1));
        encoder.thread_count(1);
        if (form.pixels() == avutil.AV_PIX_FMT_YUV420P) {
            FramePictures.describe(encoder);
        }
        if (!form.container().isEmpty()) {
            encoder.flags(encoder.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        AVDictionary options = new AVDictionary(null);
        form.options().apply(quality).forEach((key, value) -> avutil.av_dict_set(options, key, value, 0));
        int opened = avcodec.avcodec_open2(encoder, codec, options);
        avutil.av_dict_free(options);
        if (opened < 0) {
            avcodec.avcodec_free_context(encoder);
            check(opened, "does not open");
        }
        return encoder;
    }

    private RgbPicture decoded(AVPacket packet, RgbPicture like) {
        AVCodec codec = avcodec.avcodec_find_decoder_by_name(form.decoder());
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        AVFrame frame = avutil.av_frame_alloc();
        try {
            decoder.thread_count(1);
            check(avcodec.avcodec_open2(decoder, codec, (AVDictionary) null), "does not open for reading");
            check(avcodec.avcodec_send_packet(decoder, packet), "reads nothing");
            check(avcodec.avcodec_send_packet(decoder, null), "does not end");
            check(avcodec.avcodec_receive_frame(decoder, frame), "reads no picture");
            return pictures.picture(frame, like.width(), like.height());
        } finally {
            avutil.av_frame_free(frame);
            avcodec.avcodec_free_context(decoder);
        }
    }

    private void check(int code, String what) {
        if (code < 0) {
            throw new IllegalStateException(form.encoder() + " " + what + " (" + code + ")");
        }
    }

    @Override
    public void close() {
        pictures.close();
    }
}
