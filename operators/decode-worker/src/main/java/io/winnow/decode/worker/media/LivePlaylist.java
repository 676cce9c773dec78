package io.winnow.decode.worker.media;

import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** How the playlist of a live stream is read: from its newest piece on, and for as long as the parent gives it, which alone says when it has fallen silent. */
final class LivePlaylist {
    private static final String FOR_EVER = Integer.toString(Integer.MAX_VALUE);

    private LivePlaylist() {}

    /** The demuxer, whatever the address is called; adds to the options that it is opened with. */
    static AVInputFormat format(AVDictionary options) {
        avutil.av_dict_set(options, "live_start_index", "-1", 0);
        avutil.av_dict_set(options, "max_reload", FOR_EVER, 0);
        avutil.av_dict_set(options, "m3u8_hold_counters", FOR_EVER, 0);
        return avformat.av_find_input_format("hls");
    }
}
