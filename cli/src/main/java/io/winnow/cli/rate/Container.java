package io.winnow.cli.rate;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** Files around encoded pictures. */
final class Container {
    private Container() {}

    /**
     * The size of a file with one picture.
     *
     * @param name FFmpeg's, of the format
     * @param encoder that made the packet
     */
    static int bytes(String name, AVCodecContext encoder, AVPacket packet) {
        AVFormatContext muxer = new AVFormatContext(null);
        check(avformat.avformat_alloc_output_context2(muxer, null, name, null));
        AVIOContext memory = new AVIOContext(null);
        check(avformat.avio_open_dyn_buf(memory));
        try {
            muxer.pb(memory);
            AVStream stream = avformat.avformat_new_stream(muxer, null);
            check(avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder));
            stream.time_base(encoder.time_base());
            check(avformat.avformat_write_header(muxer, (AVDictionary) null));
            AVPacket copy = avcodec.av_packet_clone(packet);
            check(avformat.av_write_frame(muxer, copy));
            avcodec.av_packet_free(copy);
            check(avformat.av_write_trailer(muxer));
            return closed(memory);
        } finally {
            avformat.avformat_free_context(muxer);
        }
    }

    private static int closed(AVIOContext memory) {
        try (PointerPointer<BytePointer> buffer = new PointerPointer<>(1)) {
            int size = avformat.avio_close_dyn_buf(memory, buffer);
            avutil.av_free(buffer.get(BytePointer.class, 0));
            return size;
        }
    }

    private static void check(int code) {
        if (code < 0) {
            throw new IllegalStateException("FFmpeg writes no file in memory (" + code + ")");
        }
    }
}
