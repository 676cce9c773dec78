package io.winnow.jobs.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.Place;
import io.winnow.archive.Places;
import io.winnow.archive.Planned;
import io.winnow.archive.Row;
import io.winnow.archive.Shard;
import io.winnow.archive.parquet.RowWriter;
import io.winnow.decode.PictureSize;
import io.winnow.decode.process.DecoderPool;
import io.winnow.decode.process.DecoderStartException;
import io.winnow.decode.process.Decoders;
import io.winnow.jobs.FrameSizes;
import io.winnow.model.Bundle;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes objects of shards, one after the other. Everyone in the process with the same bundle fills the same batches. */
public final class ShardWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardWorker.class);
    private static final int READERS = 4;

    private final ArchiveOptions options;
    private final Place place;
    private final String bundle;
    private final PictureSize size;
    private final ContentReader reader;
    private final Decoders decoders;
    private final Tokenizer tokenizer;
    private final Optional<QualityMeter> meter;
    private final int decodeAhead;

    private ShardWorker(
            ArchiveOptions options,
            Place place,
            String bundle,
            PictureSize size,
            ContentReader reader,
            Decoders decoders,
            Tokenizer tokenizer,
            Optional<QualityMeter> meter,
            int decodeAhead) {
        this.options = options;
        this.place = place;
        this.bundle = bundle;
        this.size = size;
        this.reader = reader;
        this.decoders = decoders;
        this.tokenizer = tokenizer;
        this.meter = meter;
        this.decodeAhead = decodeAhead;
    }

    /**
     * Opens the bundle and starts decoders.
     *
     * @param places where originals and the archive lie
     * @param children most items that are decoded at once
     * @throws DecoderStartException where no decoder starts
     */
    public static ShardWorker open(ArchiveOptions options, Places places, int children)
            throws IOException, DecoderStartException {
        Bundle bundle = Bundle.open(Path.of(options.bundleFolder()));
        PictureSize size = FrameSizes.of(options.tokenize(), bundle.manifest());
        Place place = places.open(options.place());
        Optional<QualityMeter> meter = options.measure()
                ? QualityMeter.of(bundle, options.tokenize().batch(), options.engine())
                : Optional.empty();
        Tokenizer tokenizer = Tokenizers.open(options.tokenize(), bundle, options.engine());
        try {
            return new ShardWorker(
                    options,
                    place,
                    bundle.ref().toString(),
                    size,
                    new ContentReader(places, READERS),
                    DecoderPool.open(options.decode().pool(children, size), children),
                    tokenizer,
                    meter,
                    children + 1);
        } catch (DecoderStartException | RuntimeException e) {
            tokenizer.close();
            meter.ifPresent(QualityMeter::close);
            throw e;
        }
    }

    /** The rows of items, of which nothing is kept. */
    public List<Row> rows(List<Planned> items) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (ShardLine line = line()) {
            line.run(items, rows::add);
        }
        return rows;
    }

    private ShardLine line() {
        return new ShardLine(options, bundle, size, reader, decoders, tokenizer, meter, decodeAhead);
    }

    /** Makes a shard's object, unless it is there. Where it cannot be written that is told, and nothing is left behind. */
    public ShardOutcome work(Shard shard) throws InterruptedException {
        String object = Archive.object(options.digest(), shard);
        try {
            if (place.look(object).isEmpty()) {
                make(shard, object);
            }
            return new ShardOutcome(object, shard.items().size(), "");
        } catch (IOException e) {
            LOG.error("{} could not be written", object, e);
            return new ShardOutcome(object, shard.items().size(), String.valueOf(e.getMessage()));
        }
    }

    private void make(Shard shard, String object) throws IOException, InterruptedException {
        Path scratch = place.scratch();
        try (ShardLine line = line()) {
            try (RowWriter writer = new RowWriter(scratch)) {
                line.run(shard.items(), writer::write);
            }
            place.put(object, scratch);
        } finally {
            Files.deleteIfExists(scratch);
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
