package io.winnow.jobs.archive;

import io.winnow.frames.Frame;
import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.tokenize.RgbPicture;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.prefix.Reconstructor;
import io.winnow.tokenize.quality.PictureQuality;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Says how far the picture of a frame's tokens is off, as the mean difference of a colour from 0 to 1: what KARL is asked for, too. */
final class QualityMeter implements AutoCloseable {
    private final Reconstructor reconstructor;

    private QualityMeter(Reconstructor reconstructor) {
        this.reconstructor = reconstructor;
    }

    /** One for a bundle; empty where its tokens cannot be made pictures again. */
    static Optional<QualityMeter> of(Bundle bundle, int batch, EngineOptions engine) {
        return Reconstructor.serves(bundle.manifest())
                ? Optional.of(new QualityMeter(Reconstructor.open(bundle, batch, engine)))
                : Optional.empty();
    }

    /** A frame's pixels, before it is given on. */
    RgbPicture copy(Frame frame) {
        return RgbPicture.of(frame);
    }

    /** The difference, completed on another thread. */
    CompletableFuture<Double> measure(String stream, RgbPicture original, TokenSet set) {
        return reconstructor
                .picture(stream, set.tokens(), set.positions())
                .thenApply(shown -> PictureQuality.l1(original, shown));
    }

    @Override
    public void close() {
        reconstructor.close();
    }
}
