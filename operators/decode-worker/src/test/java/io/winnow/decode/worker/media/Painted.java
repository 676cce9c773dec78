package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import io.winnow.decode.worker.wire.Job;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Pictures as they go into a ring. */
final class Painted implements Receiver, AutoCloseable {
    final List<byte[]> pictures = new ArrayList<>();
    final List<FrameFacts> facts = new ArrayList<>();
    final List<StreamFacts> streams = new ArrayList<>();
    private final int bytes;
    private final Painter painter;
    private final BytePointer slot;

    Painted(int width, int height, boolean cropped) {
        bytes = 3 * width * height;
        painter = new Painter(width, height, cropped);
        slot = new BytePointer(Slots.bytes(bytes));
    }

    /** Squashed. */
    static Painted of(Path file, int width, int height) throws IOException {
        return of(file, width, height, false);
    }

    /** The middle of them. */
    static Painted middles(Path file, int width, int height) throws IOException {
        return of(file, width, height, true);
    }

    private static Painted of(Path file, int width, int height, boolean cropped) throws IOException {
        try (Painted painted = new Painted(width, height, cropped);
                FileBytes source = new FileBytes(file)) {
            Job job = Decoded.job(file, 1);
            Outcome outcome = new Decoding(job, source, painted).run();
            if (outcome.failure().isPresent()) {
                throw new IOException(file + ": " + outcome);
            }
            return painted;
        }
    }

    @Override
    public void format(StreamFacts stream) {
        streams.add(stream);
    }

    @Override
    public void frame(AVFrame frame, FrameFacts known) throws GivenUp {
        ByteBuffer buffer = slot.asByteBuffer();
        painter.paint(frame, known.orientation(), slot, buffer);
        byte[] picture = new byte[bytes];
        buffer.get(0, picture);
        pictures.add(picture);
        facts.add(known);
    }

    @Override
    public void problem(Cause cause, long startMicros, long endMicros) {}

    @Override
    public void gap(long missing, boolean jumped) {}

    @Override
    public boolean cancelled() {
        return false;
    }

    /** Red, green and blue of a pixel. */
    List<Integer> pixel(int index, int x, int y, int width) {
        byte[] picture = pictures.get(index);
        int at = 3 * (y * width + x);
        return List.of(picture[at] & 255, picture[at + 1] & 255, picture[at + 2] & 255);
    }

    @Override
    public void close() {
        painter.close();
        slot.close();
    }
}
