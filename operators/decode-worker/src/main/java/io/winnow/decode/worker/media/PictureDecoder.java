package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import io.winnow.decode.worker.wire.Choice;
import io.winnow.decode.worker.wire.Job;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** An opened decoder. Like FFmpeg's command it goes on after an error: what a packet breaks, the next key frame mends. */
final class PictureDecoder implements AutoCloseable {
    private final AVCodecContext decoder;
    private final AVFrame frame = avutil.av_frame_alloc();
    private final ErrorLog log;
    private final PixelGuard guard;
    private final Cropping cropping;
    private final boolean timed;
    private final boolean keyFramesOnly;
    private boolean began;
    private long workNanos;
    private long skipped;

    private PictureDecoder(
            AVCodecContext decoder,
            ErrorLog log,
            PixelGuard guard,
            Cropping cropping,
            boolean timed,
            boolean keyFramesOnly) {
        this.decoder = decoder;
        this.log = log;
        this.guard = guard;
        this.cropping = cropping;
        this.timed = timed;
        this.keyFramesOnly = keyFramesOnly;
    }

    /** Whoever takes frames and errors, as they come. */
    interface Output {
        void frame(AVFrame frame) throws IOException, GivenUp;

        void error(Cause cause) throws IOException, GivenUp;
    }

    static PictureDecoder open(Container container, Job job) throws GivenUp {
        AVStream stream = container.stream();
        AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw new GivenUp(
                    Cause.NO_DECODER,
                    Natives.text(avcodec.avcodec_get_name(stream.codecpar().codec_id())));
        }
        if (job.choice().kind() == Choice.Kind.MOTION) {
            MotionSight.requireVectors(stream.codecpar().codec_id());
        }
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        ErrorLog log = container.log(Natives.text(codec.name()));
        log.speaker(decoder);
        PixelGuard guard = new PixelGuard(job.pixels(), log);
        guard.watch(decoder);
        boolean keys = job.choice().kind() == Choice.Kind.KEY_FRAMES;
        int code = avcodec.avcodec_parameters_to_context(decoder, stream.codecpar());
        if (code >= 0) {
            configure(decoder, stream, job, keys);
            code = avcodec.avcodec_open2(decoder, codec, (org.bytedeco.ffmpeg.avutil.AVDictionary) null);
        }
        if (code < 0) {
            avcodec.avcodec_free_context(decoder);
            guard.close();
            log.close();
            throw new GivenUp(code == Natives.NO_MEMORY ? Cause.MEMORY : Cause.DECODER_REFUSES, "");
        }
        return new PictureDecoder(decoder, log, guard, Cropping.of(stream.codecpar()), container.timed(), keys);
    }

    private static void configure(AVCodecContext decoder, AVStream stream, Job job, boolean keys) {
        decoder.pkt_timebase(stream.time_base());
        decoder.thread_count(job.threads());
        decoder.apply_cropping(0);
        if (job.live().isPresent()) {
            decoder.flags(decoder.flags() | avcodec.AV_CODEC_FLAG_COPY_OPAQUE);
        }
        if (job.choice().kind() == Choice.Kind.MOTION) {
            decoder.flags2(decoder.flags2() | avcodec.AV_CODEC_FLAG2_EXPORT_MVS);
        }
        if (keys) {
            decoder.skip_frame(avcodec.AVDISCARD_NONKEY);
        }
    }

    /** Decodes one packet; whether the decoder is at its end. */
    boolean decode(AVPacket packet, Output output) throws IOException, GivenUp {
        if (packet.size() == 0) {
            return false;
        }
        if (keyFramesOnly && (packet.flags() & avcodec.AV_PKT_FLAG_KEY) == 0) {
            skipped++;
            return false;
        }
        if (!timed) {
            packet.pts(Natives.NO_TIMESTAMP);
            packet.dts(Natives.NO_TIMESTAMP);
        }
        return run(packet, output);
    }

    /** Gets out what the decoder still holds. */
    void finish(Output output) throws IOException, GivenUp {
        boolean ended = run(null, output);
        assert ended : "a decoder that is flushed ends";
    }

    /** Gets out what the decoder still holds; what comes next is decoded without it. */
    void restart(Output output) throws IOException, GivenUp {
        finish(output);
        avcodec.avcodec_flush_buffers(decoder);
    }

    private boolean run(@Nullable AVPacket packet, Output output) throws IOException, GivenUp {
        long start = System.nanoTime();
        int sent = avcodec.avcodec_send_packet(decoder, packet);
        workNanos += System.nanoTime() - start;
        if (sent < 0 && !(sent == Natives.END && packet == null)) {
            if (sent == Natives.END) {
                return true;
            }
            failed(sent, output);
        }
        while (true) {
            int got = receive();
            if (got == Natives.AGAIN) {
                return false;
            }
            if (got == Natives.END) {
                return true;
            }
            if (got < 0) {
                failed(got, output);
            } else {
                deliver(output);
            }
        }
    }

    private int receive() {
        long start = System.nanoTime();
        int got = avcodec.avcodec_receive_frame_flags(
                decoder, frame, began ? 0 : avcodec.AV_CODEC_RECEIVE_FRAME_FLAG_SYNCHRONOUS);
        workNanos += System.nanoTime() - start;
        return got;
    }

    private void deliver(Output output) throws IOException, GivenUp {
        began = true;
        boolean corrupt = frame.decode_error_flags() != 0 || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
        if (corrupt) {
            output.error(Cause.CONCEALED);
        }
        cropping.apply(frame);
        output.frame(frame);
        avutil.av_frame_unref(frame);
    }

    private void failed(int code, Output output) throws IOException, GivenUp {
        guard.check();
        if (code == Natives.NO_MEMORY) {
            throw new GivenUp(Cause.MEMORY, "");
        }
        output.error(Cause.PACKET);
    }

    /** Errors that were only logged, since the last call, the demuxer's among them. */
    Optional<ErrorLog.Lines> takeLogged() {
        return log.take();
    }

    /** Work since the last call. */
    long takeWorkNanos() {
        long taken = workNanos;
        workNanos = 0;
        return taken;
    }

    /** Packets that were not decoded. */
    long skipped() {
        return skipped;
    }

    String codec() {
        return Natives.text(avcodec.avcodec_get_name(decoder.codec_id()));
    }

    /** That the coded stream states. */
    AVRational frameRate() {
        return decoder.framerate();
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.avcodec_free_context(decoder);
        guard.close();
        log.close();
    }
}
