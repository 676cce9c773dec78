package io.winnow.cli.tokenize;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Failure;
import io.winnow.decode.DecodeOptions;
import io.winnow.decode.PictureFrame;
import io.winnow.decode.PictureSize;
import io.winnow.decode.process.DecodeEvent;
import io.winnow.decode.process.DecodeInput;
import io.winnow.decode.process.DecodeRequest;
import io.winnow.decode.process.DecodeSession;
import io.winnow.decode.process.DecoderPool;
import io.winnow.decode.process.DecoderStartException;
import io.winnow.decode.process.PoolOptions;
import io.winnow.decode.process.ResumePoint;
import io.winnow.decode.process.Sampling;
import java.nio.file.Path;
import java.util.Optional;

/** Frames of single files, decoded in a process of its own. */
public final class FileFrames implements AutoCloseable {
    private final DecoderPool pool;
    private final DecodeOptions options;
    private final PictureSize size;

    private FileFrames(DecoderPool pool, DecodeOptions options, PictureSize size) {
        this.pool = pool;
        this.options = options;
        this.size = size;
    }

    /** Whoever takes a file's frames, each of which it releases or hands on. */
    @FunctionalInterface
    public interface Taker {
        /** Whether another frame is wanted. */
        boolean take(PictureFrame frame);
    }

    /**
     * Starts the process.
     *
     * @param size that frames become
     * @throws CommandFailure where it cannot be started
     */
    public static FileFrames open(DecodeOptions options, PictureSize size) {
        try {
            return new FileFrames(DecoderPool.open(PoolOptions.of(size)), options, size);
        } catch (DecoderStartException e) {
            throw new CommandFailure(
                    new Failure(
                            "DECODER_START",
                            ExitStatus.UNREACHABLE,
                            String.valueOf(e.getMessage()),
                            "the decoding process",
                            "winnow doctor says more."),
                    Optional.of(e));
        }
    }

    /**
     * Decodes a file.
     *
     * @param sampling which of its frames are wanted
     * @throws CommandFailure where it cannot be read
     */
    public void each(Path file, Sampling sampling, Taker taker) throws InterruptedException {
        DecodeRequest request = new DecodeRequest(
                new DecodeInput.LocalFile(file),
                sampling,
                ResumePoint.START,
                size,
                options.limits(),
                options.threads());
        try (DecodeSession session = pool.open(request)) {
            while (!session.finished()) {
                DecodeEvent event = session.take();
                if (event instanceof DecodeEvent.Picture picture) {
                    if (!taker.take(new PictureFrame(file.toString(), picture, size))) {
                        return;
                    }
                } else if (event instanceof DecodeEvent.Failure failure) {
                    throw CommandFailure.input(
                            failure.code().name(),
                            file + ": " + failure.what(),
                            file.toString(),
                            "Give a picture or a clip that FFmpeg can read.");
                }
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
