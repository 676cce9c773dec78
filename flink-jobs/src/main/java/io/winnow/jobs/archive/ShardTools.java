package io.winnow.jobs.archive;

import io.winnow.archive.Places;
import io.winnow.decode.PictureSize;
import io.winnow.decode.process.DecoderPool;
import io.winnow.decode.process.DecoderStartException;
import io.winnow.decode.process.Decoders;
import io.winnow.jobs.FrameSizes;
import io.winnow.model.Bundle;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.Tokenizers;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What shards are made with, one after the other.
 *
 * @param options how
 * @param bundle that tokenizes, as rows state it
 * @param size in which frames are decoded
 * @param reader of originals
 * @param decoders of their frames
 * @param tokenizer of these
 * @param meter where rows are to state how far pictures of tokens are off
 * @param decodeAhead most items open at the decoders
 */
record ShardTools(
        ArchiveOptions options,
        String bundle,
        PictureSize size,
        ContentReader reader,
        Decoders decoders,
        Tokenizer tokenizer,
        Optional<QualityMeter> meter,
        int decodeAhead)
        implements AutoCloseable {
    private static final int READERS = 4;

    /**
     * Opens the bundle and starts decoders.
     *
     * @param places where originals lie
     * @param children most items that are decoded at once
     * @throws DecoderStartException where no decoder starts
     */
    static ShardTools open(ArchiveOptions options, Places places, int children) throws DecoderStartException {
        Bundle bundle = Bundle.open(Path.of(options.bundleFolder()));
        PictureSize size = FrameSizes.of(options.tokenize(), bundle.manifest());
        Optional<QualityMeter> meter = options.measure()
                ? QualityMeter.of(bundle, options.tokenize().batch(), options.engine())
                : Optional.empty();
        Tokenizer tokenizer = Tokenizers.open(options.tokenize(), bundle, options.engine());
        try {
            Decoders decoders = DecoderPool.open(options.decode().pool(children, size), children);
            return new ShardTools(
                    options,
                    bundle.ref().toString(),
                    size,
                    new ContentReader(places, READERS),
                    decoders,
                    tokenizer,
                    meter,
                    children + 1);
        } catch (DecoderStartException | RuntimeException e) {
            tokenizer.close();
            meter.ifPresent(QualityMeter::close);
            throw e;
        }
    }

    @Override
    public void close() {
        reader.close();
        decoders.close();
        tokenizer.close();
        meter.ifPresent(QualityMeter::close);
    }
}
