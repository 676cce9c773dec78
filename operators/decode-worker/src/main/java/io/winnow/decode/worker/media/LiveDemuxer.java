package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import io.winnow.decode.worker.wire.Live;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Opens a live address with the one demuxer of its kind, which may use the protocols of that kind and no other. */
final class LiveDemuxer {
    private static final long MOST_ANALYSED_MICROS = 5_000_000;

    private LiveDemuxer() {}

    static void open(AVFormatContext demuxer, Live live) throws GivenUp {
        AVDictionary options = new AVDictionary(null);
        options(live).forEach((name, value) -> avutil.av_dict_set(options, name, value, 0));
        AVInputFormat format = avformat.av_find_input_format(rtsp(live) ? "rtsp" : "mpegts");
        try (BytePointer address = new BytePointer(live.address())) {
            int code = avformat.avformat_open_input(demuxer, address, format, options);
            avutil.av_dict_free(options);
            if (code < 0) {
                throw new GivenUp(cause(code), "");
            }
        }
    }

    private static boolean rtsp(Live live) {
        return switch (live.transport()) {
            case RTSP_TCP, RTSP_UDP, RTSPS -> true;
            case UDP, SRT, HLS -> false;
        };
    }

    private static Map<String, String> options(Live live) {
        Map<String, String> options = new TreeMap<>();
        options.put("protocol_whitelist", protocols(live.transport()));
        // Less than what may pass without a packet, so that a slow camera is not taken for a silent one.
        options.put("analyzeduration", Long.toString(Math.min(MOST_ANALYSED_MICROS, live.stallMicros() / 2)));
        if (rtsp(live)) {
            options.put("rtsp_transport", live.transport() == Live.Transport.RTSP_UDP ? "udp" : "tcp");
            // Later than whoever asks whether anything came, who knows how to say it.
            options.put("timeout", Long.toString(Math.min(2 * live.stallMicros(), Integer.MAX_VALUE)));
            // With sound beside it, the clock of pictures would jump when the server first says how the two lie.
            options.put("allowed_media_types", "video");
        } else if (live.transport() == Live.Transport.UDP) {
            // A receiver that is held up loses datagrams, which is told as frames that are missing, and goes on.
            options.put("overrun_nonfatal", "1");
        }
        return options;
    }

    private static String protocols(Live.Transport transport) {
        return switch (transport) {
            case RTSP_TCP -> "tcp";
            case RTSP_UDP -> "tcp,rtp,udp";
            case RTSPS -> "tls,tcp";
            case UDP -> "udp";
            case SRT -> "srt";
            case HLS -> throw new IllegalArgumentException("a playlist is not a child's to open");
        };
    }

    private static Cause cause(int code) {
        if (code == avutil.AVERROR_HTTP_UNAUTHORIZED || code == avutil.AVERROR_HTTP_FORBIDDEN) {
            return Cause.UNAUTHORIZED;
        }
        if (code == avutil.AVERROR_HTTP_NOT_FOUND) {
            return Cause.NOT_FOUND;
        }
        if (code == Natives.NO_MEMORY) {
            return Cause.MEMORY;
        }
        if (code == Natives.NO_SUCH_TRANSPORT) {
            return Cause.TRANSPORT;
        }
        return code == avutil.AVERROR_INVALIDDATA ? Cause.UNKNOWN_FORMAT : Cause.UNREACHABLE;
    }
}
