package io.winnow.jobs.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.Place;
import io.winnow.archive.Places;
import io.winnow.archive.Planned;
import io.winnow.archive.Row;
import io.winnow.archive.Shard;
import io.winnow.archive.parquet.RowWriter;
import io.winnow.decode.process.DecoderStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes objects of shards, one after the other. Everyone in the process with the same bundle fills the same batches. */
public final class ShardWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardWorker.class);

    private final Place place;
    private final ShardTools tools;

    private ShardWorker(Place place, ShardTools tools) {
        this.place = place;
        this.tools = tools;
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
        Place place = places.open(options.place());
        return new ShardWorker(place, ShardTools.open(options, places, children));
    }

    /** The rows of items, of which nothing is kept. */
    public List<Row> rows(List<Planned> items) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (ShardLine line = new ShardLine(tools)) {
            line.run(items, rows::add);
        }
        return rows;
    }

    /** Makes a shard's object, unless it is there. Where it cannot be written that is told, and nothing is left behind. */
    public ShardOutcome work(Shard shard) throws InterruptedException {
        String object = Archive.object(tools.options().digest(), shard);
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
        try (ShardLine line = new ShardLine(tools)) {
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
        tools.close();
    }
}
