package io.winnow.bench.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.ArchiveSettings;
import io.winnow.archive.FrameTokens;
import io.winnow.archive.Item;
import io.winnow.archive.ItemFacts;
import io.winnow.archive.Listing;
import io.winnow.archive.LocalPlace;
import io.winnow.archive.Originals;
import io.winnow.archive.Plan;
import io.winnow.archive.Planned;
import io.winnow.archive.Row;
import io.winnow.archive.Shard;
import io.winnow.archive.Status;
import io.winnow.archive.parquet.RowWriter;
import io.winnow.jobs.archive.ResolvedArchive;
import io.winnow.model.Manifest;
import io.winnow.records.Axis;
import io.winnow.records.Clock;
import io.winnow.records.Grid;
import io.winnow.records.Span;
import io.winnow.records.Tokens;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * An archive of many items that was never computed: files without content, and the rows that pictures of such names would have. Its ids, hashes and sizes are drawn by lot, so that nothing of them can be
 * compressed.
 */
final class LaidArchive {
    private static final long SEED = 7;
    private static final int PER_FOLDER = 1_000;
    private static final int MOST_BYTES = 200_000;
    private static final int MOST_PIXELS = 4_000;
    private static final int HASH_BYTES = 32;

    private final Random random = new Random(SEED);
    private final Path originals;
    private final Archive archive;
    private final ResolvedArchive resolved;

    private LaidArchive(Path originals, Archive archive, ResolvedArchive resolved) {
        this.originals = originals;
        this.archive = archive;
        this.resolved = resolved;
    }

    /**
     * Lays one.
     *
     * @param folder a new one, for it and its originals
     */
    static LaidArchive of(Path folder, int items) throws IOException {
        Path originals = folder.resolve("originals");
        LaidArchive laid = new LaidArchive(
                originals,
                new Archive(new LocalPlace(folder.resolve("archive"))),
                ResolvedArchive.of(List.of(originals.toString()), List.of(), false));
        laid.layOriginals(items);
        laid.layObjects();
        return laid;
    }

    /** The files take no room on the disk, only a size. */
    private void layOriginals(int items) throws IOException {
        for (int i = 0; i < items; i++) {
            Path below = originals.resolve(String.format(Locale.ROOT, "%04d", i / PER_FOLDER));
            if (i % PER_FOLDER == 0) {
                Files.createDirectories(below);
            }
            String name = String.format(Locale.ROOT, "%08d.jpg", i);
            try (RandomAccessFile file =
                    new RandomAccessFile(below.resolve(name).toFile(), "rw")) {
                file.setLength(1 + random.nextInt(MOST_BYTES));
            }
        }
    }

    private void layObjects() throws IOException {
        List<String> sources = List.of(originals.toString());
        archive.prepare(ArchiveSettings.of(ArchiveSettings.SHARD_ITEMS), resolved.computation(), sources);
        Listing listing = new Originals(address -> new LocalPlace(Path.of(address))).list(sources);
        Plan plan = Plan.of(listing, archive.ledger(digest()), ArchiveSettings.SHARD_ITEMS);
        for (Shard shard : plan.shards()) {
            Path scratch = archive.place().scratch();
            try (RowWriter writer = new RowWriter(scratch)) {
                for (Planned planned : shard.items()) {
                    writer.write(row(planned.item()));
                }
            }
            archive.place().put(Archive.object(digest(), shard), scratch);
        }
        archive.place().tidy();
    }

    private Row row(Item item) {
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(hash);
        ItemFacts facts = new ItemFacts(item.path(), 0, item.size(), item.modifiedMillis(), hash, Status.DONE, "");
        return new Row(facts, resolved.computation().tokenizer(), Optional.of(frame()));
    }

    private FrameTokens frame() {
        Manifest manifest = resolved.bundle().manifest();
        int side = (int) Math.sqrt(manifest.tokens().orElseThrow().min());
        Manifest.Codebook codebook = manifest.codebook().orElseThrow();
        int[] ids = random.ints((long) side * side, 0, codebook.size()).toArray();
        return new FrameTokens(
                0,
                0,
                new Span(0, 0, Clock.MEDIA),
                1 + random.nextInt(MOST_PIXELS),
                1 + random.nextInt(MOST_PIXELS),
                Axis.SPATIAL,
                new Grid(1, side, side),
                Tokens.Ids.pack(ids, codebook.bits()),
                Optional.empty(),
                -1,
                Optional.empty(),
                Double.NaN);
    }

    Path originals() {
        return originals;
    }

    Archive archive() {
        return archive;
    }

    String digest() {
        return resolved.computation().digest();
    }
}
