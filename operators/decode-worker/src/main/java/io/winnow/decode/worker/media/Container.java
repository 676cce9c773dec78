package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import io.winnow.decode.worker.wire.Job;
import io.winnow.decode.worker.wire.Live;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** An opened demuxer and its first video stream; all other streams are left out. What it says of them it has found out when it was opened, so that another thread may read its packets. */
final class Container implements Packets, AutoCloseable {
    private static final double MICROS = 1e6;

    private final Optional<Live> live;
    private final InputFiles files;
    private final Vigil vigil;
    private final AVFormatContext demuxer;
    private final AVStream stream;
    private final long openedNanos;
    private final AVRational frameRate;
    private final long lengthMicros;
    private final AVPacket packet = avcodec.av_packet_alloc();

    private Container(
            Job job, InputFiles files, Vigil vigil, AVFormatContext demuxer, AVStream stream, long openedNanos) {
        this.live = job.live();
        this.files = files;
        this.vigil = vigil;
        this.demuxer = demuxer;
        this.stream = stream;
        this.openedNanos = live.isPresent() ? openedNanos : 0;
        this.frameRate = avformat.av_guess_frame_rate(demuxer, stream, null);
        this.lengthMicros = demuxer.duration() == Natives.NO_TIMESTAMP ? 0 : Math.max(0, demuxer.duration());
    }

    /** Opens it and looks at its streams, with the options that FFmpeg's command has by default. */
    static Container open(Job job, Bytes bytes, Receiver receiver) throws GivenUp {
        InputFiles files = new InputFiles(bytes, job.live().isPresent());
        Vigil vigil = new Vigil(receiver, job.live().map(Live::silenceMicros).orElse(Long.MAX_VALUE));
        AVFormatContext demuxer = avformat.avformat_alloc_context();
        try {
            vigil.keep(demuxer);
            if (job.live().filter(Live::opened).isPresent()) {
                LiveDemuxer.open(demuxer, job.live().get());
            } else {
                files.serve(demuxer);
                demuxer.flags(demuxer.flags() | AVFormatContext.AVFMT_FLAG_NONBLOCK);
                openInput(demuxer, job, files);
            }
            long openedNanos = System.nanoTime();
            vigil.begin();
            findStreams(demuxer, job.pixels());
            AVStream stream = firstVideo(demuxer);
            checkSize(stream.codecpar(), job.pixels());
            return new Container(job, files, vigil, demuxer, stream, openedNanos);
        } catch (GivenUp e) {
            avformat.avformat_close_input(demuxer);
            vigil.close();
            files.close();
            throw vigil.stalled() ? new GivenUp(Cause.STALLED, "") : e;
        }
    }

    private static void openInput(AVFormatContext demuxer, Job job, InputFiles files) throws GivenUp {
        AVDictionary options = new AVDictionary(null);
        // Of bytes that are still to come it would wait for megabytes before it gives the first packet.
        if (!job.awaited()) {
            avutil.av_dict_set(options, "scan_all_pmts", "1", 0);
        }
        // No protocol has this name: what would bypass our own input finds nothing that it may use.
        avutil.av_dict_set(options, "protocol_whitelist", "winnow", 0);
        // A percent sign or an asterisk in a picture's name is only that.
        avutil.av_dict_set(options, "pattern_type", "none", 0);
        // Connections kept open belong to FFmpeg's own input.
        avutil.av_dict_set(options, "http_persistent", "0", 0);
        avutil.av_dict_set(options, "http_multiple", "0", 0);
        AVInputFormat format = job.live().isPresent() ? LivePlaylist.format(options) : null;
        try (BytePointer address = new BytePointer(job.name())) {
            int code = avformat.avformat_open_input(demuxer, address, format, options);
            avutil.av_dict_free(options);
            if (code < 0) {
                throw new GivenUp(
                        files.failed() ? Cause.READ : code == Natives.NO_MEMORY ? Cause.MEMORY : Cause.UNKNOWN_FORMAT,
                        "");
            }
        }
    }

    private static void findStreams(AVFormatContext demuxer, long pixels) throws GivenUp {
        int count = demuxer.nb_streams();
        try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, count))) {
            for (int i = 0; i < count; i++) {
                AVDictionary limit = new AVDictionary(null);
                avutil.av_dict_set(limit, "max_pixels", Long.toString(Math.min(pixels, Integer.MAX_VALUE)), 0);
                options.put(i, limit);
            }
            int code = avformat.avformat_find_stream_info(demuxer, options);
            for (int i = 0; i < count; i++) {
                free(options.get(AVDictionary.class, i));
            }
            if (code < 0 && demuxer.nb_streams() == 0) {
                throw new GivenUp(code == Natives.NO_MEMORY ? Cause.MEMORY : Cause.NO_PICTURES, "");
            }
        }
    }

    /** Options that were all used up are gone already. */
    private static void free(@Nullable AVDictionary options) {
        if (options != null && !options.isNull()) {
            avutil.av_dict_free(options);
        }
    }

    private static AVStream firstVideo(AVFormatContext demuxer) throws GivenUp {
        AVStream first = null;
        for (int i = 0; i < demuxer.nb_streams(); i++) {
            AVStream stream = demuxer.streams(i);
            boolean video = stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
            if (first == null && video) {
                first = stream;
            } else {
                stream.discard(avcodec.AVDISCARD_ALL);
            }
        }
        if (first == null) {
            throw new GivenUp(Cause.NO_PICTURES, "");
        }
        return first;
    }

    private static void checkSize(AVCodecParameters parameters, long pixels) throws GivenUp {
        if ((long) parameters.width() * parameters.height() > pixels) {
            throw new GivenUp(Cause.PIXELS, parameters.width() + "x" + parameters.height());
        }
    }

    @Override
    public int read() {
        vigil.begin();
        while (!vigil.over()) {
            avcodec.av_packet_unref(packet);
            int code = avformat.av_read_frame(demuxer, packet);
            if (code < 0 || packet.stream_index() == stream.index()) {
                return code;
            }
        }
        return Natives.END;
    }

    /** What another thread reads or waits for is over. */
    void endReading() {
        vigil.end();
    }

    boolean readingEnded() {
        return vigil.over();
    }

    @Override
    public AVPacket packet() {
        return packet;
    }

    @Override
    public long leftOut() {
        return 0;
    }

    /** Goes to the key frame at or before a timestamp; whether it could. */
    boolean seek(long ticks) {
        return avformat.av_seek_frame(demuxer, stream.index(), ticks, avformat.AVSEEK_FLAG_BACKWARD) >= 0;
    }

    boolean readFailed() {
        return files.failed();
    }

    /** Whether a live address was given up because nothing came from it. */
    boolean stalled() {
        return vigil.stalled();
    }

    AVStream stream() {
        return stream;
    }

    /** Whether packets have timestamps. */
    boolean timed() {
        return (demuxer.iformat().flags() & avformat.AVFMT_NOTIMESTAMPS) == 0;
    }

    /** Counts what the demuxer and such a decoder log. */
    ErrorLog log(String decoder) {
        ErrorLog log = new ErrorLog(format(), decoder);
        log.speaker(demuxer);
        return log;
    }

    String format() {
        return Natives.text(demuxer.iformat().name());
    }

    long startMicros() {
        return demuxer.start_time() == Natives.NO_TIMESTAMP ? 0 : demuxer.start_time();
    }

    long lengthMicros() {
        return lengthMicros;
    }

    /** How long ago a live stream began to come; 0 for a file. What came while its streams were looked at is decoded first. */
    long ageMicros() {
        return openedNanos == 0 ? 0 : (System.nanoTime() - openedNanos) / 1_000;
    }

    AVRational frameRate() {
        return frameRate;
    }

    /** Spans of the stream's frames. */
    Timeline timeline(AVRational rate) {
        AVRational base = stream.time_base();
        double ticks = rate.num() > 0 && rate.den() > 0
                ? (double) rate.den() * base.den() / ((double) rate.num() * base.num())
                : 0;
        return new Timeline(base.num(), base.den(), startMicros(), Math.round(ticks), timed());
    }

    /** When the packets of what comes in pieces are due; empty where they come when they happen. */
    Optional<Pace> pace() {
        AVRational base = stream.time_base();
        return live.filter(source -> !source.opened()).map(source -> new Pace(base.num(), base.den()));
    }

    /**
     * The clock of a live stream.
     *
     * @param farthestMicros by which it may run ahead
     */
    LiveClock clock(long farthestMicros) {
        AVRational base = stream.time_base();
        double ticks = (double) farthestMicros * base.den() / (MICROS * base.num());
        return new LiveClock(stream.pts_wrap_bits(), (long) ticks);
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avformat.avformat_close_input(demuxer);
        vigil.close();
        files.close();
    }
}
