package io.winnow.bench.loop;

import io.winnow.decode.worker.media.Decoding;
import io.winnow.decode.worker.media.FrameFacts;
import io.winnow.decode.worker.media.GivenUp;
import io.winnow.decode.worker.media.Outcome;
import io.winnow.decode.worker.media.Painter;
import io.winnow.decode.worker.media.Receiver;
import io.winnow.decode.worker.media.StreamFacts;
import io.winnow.decode.worker.wire.Cause;
import io.winnow.decode.worker.wire.Choice;
import io.winnow.decode.worker.wire.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One of the loop's decoders: FFmpeg's libraries in this process, pictures scaled into the shelf's memory. */
final class LoopDecoder implements Receiver, AutoCloseable {
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final Shelf shelf;
    private final Painter painter;
    private final int edge;

    LoopDecoder(Shelf shelf, int edge) {
        this.shelf = shelf;
        this.edge = edge;
        this.painter = new Painter(edge, edge, false);
    }

    void decode(Path file, Choice choice, int threads) throws IOException {
        Job job = new Job(
                file.toString(),
                choice,
                0,
                0,
                Job.UNKNOWN,
                Job.UNKNOWN,
                edge,
                edge,
                false,
                NO_LIMIT,
                NO_LIMIT,
                NO_LIMIT,
                threads,
                false,
                Optional.empty());
        try (FileBytes bytes = FileBytes.of(file)) {
            Outcome outcome = new Decoding(job, bytes, this).run();
            if (outcome.failure().isPresent()) {
                throw new IOException("the loop's decoder gives " + file + " up: " + outcome);
            }
        }
    }

    @Override
    public void format(StreamFacts facts) {
        // Nobody asks.
    }

    @Override
    public void frame(AVFrame frame, FrameFacts facts) throws IOException, GivenUp {
        try {
            Shelf.Picture picture = shelf.takeFree();
            painter.paint(frame, facts.orientation(), picture.pointer(), picture.bytes());
            shelf.put(picture);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while decoding", e);
        }
    }

    @Override
    public void problem(Cause cause, long startMicros, long endMicros) throws IOException {
        throw new IOException("what was drawn is damaged: " + cause);
    }

    @Override
    public void gap(long missing, boolean jumped) {
        throw new IllegalStateException("a file has no gaps");
    }

    @Override
    public boolean cancelled() {
        return Thread.currentThread().isInterrupted();
    }

    @Override
    public void close() {
        painter.close();
    }
}
