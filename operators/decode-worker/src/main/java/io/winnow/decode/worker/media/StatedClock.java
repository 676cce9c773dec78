package io.winnow.decode.worker.media;

import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVProducerReferenceTime;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * What time it is where a live source is, by its own word: RTP's sender reports (RFC 3550, 6.4.1), which FFmpeg hands on
 * as the time at which a packet was made.
 */
final class StatedClock {
    /** Clocks drift, and packets take a while; less than this is not worth a word. */
    private static final long MOVED_MICROS = 10_000_000;

    private OptionalLong told = OptionalLong.empty();

    /**
     * Looks at a packet of a live source.
     *
     * @return microseconds by which the source's clock is ahead of this machine's, where that is news
     */
    OptionalLong look(AVPacket packet) {
        OptionalLong made = madeMicros(packet);
        return made.isPresent() ? news(made.getAsLong() - nowMicros()) : OptionalLong.empty();
    }

    private static long nowMicros() {
        return System.currentTimeMillis() * 1_000;
    }

    private OptionalLong news(long ahead) {
        if (told.isPresent() && Math.abs(ahead - told.getAsLong()) < MOVED_MICROS) {
            return OptionalLong.empty();
        }
        told = OptionalLong.of(ahead);
        return told;
    }

    private static OptionalLong madeMicros(AVPacket packet) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            Pointer data = avcodec.av_packet_get_side_data(packet, avcodec.AV_PKT_DATA_PRFT, size);
            return data == null || data.isNull()
                    ? OptionalLong.empty()
                    : OptionalLong.of(new AVProducerReferenceTime(data).wallclock());
        }
    }
}
