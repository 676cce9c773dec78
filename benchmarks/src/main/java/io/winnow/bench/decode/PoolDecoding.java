package io.winnow.bench.decode;

import io.winnow.bench.media.Clip;
import io.winnow.decode.PictureSize;
import io.winnow.decode.process.DecodeEvent;
import io.winnow.decode.process.DecodeInput;
import io.winnow.decode.process.DecodeLimits;
import io.winnow.decode.process.DecodeRequest;
import io.winnow.decode.process.DecodeSession;
import io.winnow.decode.process.DecoderPool;
import io.winnow.decode.process.DecoderStartException;
import io.winnow.decode.process.PoolOptions;
import io.winnow.decode.process.ResumePoint;
import io.winnow.decode.process.Sampling;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Decodes as the stage does: in a confined child, through the ring, each picture copied once, into a batch. */
final class PoolDecoding implements AutoCloseable {
    private static final PictureSize SIZE = new PictureSize(Pictures.EDGE, Pictures.EDGE);

    private final DecoderPool pool;
    private final ByteBuffer batch = ByteBuffer.allocateDirect(Pictures.BATCH * Pictures.BYTES);

    private PoolDecoding(DecoderPool pool) {
        this.pool = pool;
    }

    static PoolDecoding open() throws IOException {
        try {
            return new PoolDecoding(DecoderPool.open(PoolOptions.of(SIZE)));
        } catch (DecoderStartException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    Pictures decode(Clip clip, int threads, boolean summed) throws IOException, InterruptedException {
        DecodeRequest request = new DecodeRequest(
                new DecodeInput.LocalFile(clip.file()),
                new Sampling.KeepAll(),
                ResumePoint.START,
                SIZE,
                DecodeLimits.defaults(),
                threads);
        Pictures.Meter meter = new Pictures.Meter();
        try (DecodeSession session = pool.open(request)) {
            while (!session.finished()) {
                DecodeEvent event = session.take();
                if (event instanceof DecodeEvent.Picture picture) {
                    take(picture, meter, summed);
                } else if (event instanceof DecodeEvent.Failure failure) {
                    throw new IOException(failure.what());
                }
            }
        }
        return meter.pictures();
    }

    private void take(DecodeEvent.Picture picture, Pictures.Meter meter, boolean summed) {
        if (!batch.hasRemaining()) {
            batch.clear();
        }
        int start = batch.position();
        picture.pixels().copyTo(batch);
        picture.pixels().release();
        meter.arrived();
        if (summed) {
            meter.sum().update(batch.slice(start, Pictures.BYTES));
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
