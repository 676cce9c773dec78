package io.winnow.decode.sources;

import io.winnow.decode.DecodeOptions;
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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a decoder whether a file is media whose first bytes do not say so. */
final class Probe {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    private static final PictureSize SMALL = new PictureSize(16, 16);

    private Probe() {}

    /** Why a file is no media, a sentence's end; empty where it is, or where only reading it will tell. */
    static Optional<String> notMedia(Path file, Duration patience) throws InterruptedException {
        DecodeOptions options = DecodeOptions.defaults();
        DecodeRequest request = new DecodeRequest(
                new DecodeInput.LocalFile(file),
                new Sampling.KeepAll(),
                ResumePoint.START,
                SMALL,
                options.limits(),
                options.threads());
        try (DecoderPool pool = DecoderPool.open(PoolOptions.of(SMALL));
                DecodeSession session = pool.open(request)) {
            session.available().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            DecodeEvent first = session.take();
            if (first instanceof DecodeEvent.Picture picture) {
                picture.pixels().release();
            }
            return first instanceof DecodeEvent.Failure failure && failure.code() == DecodeEvent.Failure.Code.NOT_MEDIA
                    ? Optional.of(failure.what())
                    : Optional.empty();
        } catch (DecoderStartException | ExecutionException | TimeoutException e) {
            LOG.debug("{} was not looked into before the run", file, e);
            return Optional.empty();
        }
    }
}
