package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Bytes and hash of each frame as it was decoded, upright, as FFmpeg's command writes raw video. */
final class RawHashes implements Receiver {
    final List<String> hashes = new ArrayList<>();
    final List<FrameFacts> facts = new ArrayList<>();
    final List<StreamFacts> streams = new ArrayList<>();
    final List<Cause> problems = new ArrayList<>();

    @Override
    public void format(StreamFacts stream) {
        streams.add(stream);
    }

    @Override
    public void frame(AVFrame frame, FrameFacts known) {
        int size = avutil.av_image_get_buffer_size(frame.format(), frame.width(), frame.height(), 1);
        try (BytePointer raw = new BytePointer(size)) {
            avutil.av_image_copy_to_buffer(
                    raw, size, frame.data(), frame.linesize(), frame.format(), frame.width(), frame.height(), 1);
            ByteBuffer bytes = raw.asByteBuffer();
            hashes.add(size + " " + hash(known.orientation().upright() ? bytes : turned(bytes, frame, known)));
        }
        facts.add(known);
    }

    /** Plane by plane, pixel by pixel. */
    private static ByteBuffer turned(ByteBuffer bytes, AVFrame frame, FrameFacts known) {
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(frame.format());
        ByteBuffer upright = ByteBuffer.allocate(bytes.capacity());
        int start = 0;
        for (int plane = 0; plane < format.nb_components(); plane++) {
            int across = plane == 0 ? frame.width() : -(-frame.width() >> format.log2_chroma_w());
            int down = plane == 0 ? frame.height() : -(-frame.height() >> format.log2_chroma_h());
            Orientation orientation = known.orientation();
            int width = orientation.transposed() ? down : across;
            int height = orientation.transposed() ? across : down;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int fromX = orientation.mirroredAcross() ? width - 1 - x : x;
                    int fromY = orientation.mirroredDown() ? height - 1 - y : y;
                    int index = orientation.transposed() ? fromX * across + fromY : fromY * across + fromX;
                    upright.put(bytes.get(start + index));
                }
            }
            start += across * down;
        }
        return upright.flip();
    }

    static String hash(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return String.format("%08x", crc.getValue());
    }

    @Override
    public void problem(Cause cause, long startMicros, long endMicros) {
        problems.add(cause);
    }

    @Override
    public void gap(long missing, boolean jumped) {
        throw new IllegalStateException("a file has no gaps");
    }

    @Override
    public boolean cancelled() {
        return false;
    }
}
