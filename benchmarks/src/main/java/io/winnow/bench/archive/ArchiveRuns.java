package io.winnow.bench.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.ArchiveSettings;
import io.winnow.archive.Listing;
import io.winnow.archive.LocalPlace;
import io.winnow.archive.Originals;
import io.winnow.archive.Plan;
import io.winnow.archive.Progress;
import io.winnow.jobs.archive.ArchiveJob;
import io.winnow.jobs.archive.ResolvedArchive;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.Tokenizers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes the same archive again and again, each time in a new folder, by jobs of a Flink inside this process. The bundle stays open between them, as a loop's does. */
final class ArchiveRuns implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Path folder;
    private final Path originals;
    private final ResolvedArchive resolved;
    private final EmbeddedFlink flink;
    private final Tokenizer tokenizer;
    private int runs;

    private ArchiveRuns(
            Path folder, Path originals, ResolvedArchive resolved, EmbeddedFlink flink, Tokenizer tokenizer) {
        this.folder = folder;
        this.originals = originals;
        this.resolved = resolved;
        this.flink = flink;
        this.tokenizer = tokenizer;
    }

    /**
     * Starts Flink.
     *
     * @param folder a new one, for the archives
     * @param originals a folder of pictures
     * @param settings options of a pipeline, each {@code KEY=VALUE}
     */
    static ArchiveRuns start(Path folder, Path originals, List<String> settings) {
        ResolvedArchive resolved = ResolvedArchive.of(List.of(originals.toString()), settings, false);
        EmbeddedFlink flink = EmbeddedFlink.start(resolved.parallelism(), resolved.memory(), Map.of());
        return new ArchiveRuns(
                folder,
                originals,
                resolved,
                flink,
                Tokenizers.open(
                        resolved.definition().tokenize(),
                        resolved.bundle(),
                        resolved.definition().engine()));
    }

    /** Makes one; from before its job is handed to Flink to its end. */
    double seconds() throws IOException, InterruptedException {
        runs++;
        Archive archive = newest();
        String digest = resolved.computation().digest();
        List<String> sources = List.of(originals.toString());
        archive.prepare(ArchiveSettings.of(ArchiveSettings.SHARD_ITEMS), resolved.computation(), sources);
        Listing listing = new Originals(address -> new LocalPlace(Path.of(address))).list(sources);
        Plan plan = Plan.of(listing, archive.ledger(digest), ArchiveSettings.SHARD_ITEMS);
        long started = System.nanoTime();
        Map<String, String> unwritten = ArchiveJob.submit(
                        flink,
                        resolved.definition().flink(),
                        plan.shards(),
                        resolved.options(archive.place().address()),
                        resolved.parallelism())
                .await(PATIENCE)
                .orElseThrow(() -> new IllegalStateException("the archive's job takes longer than " + PATIENCE));
        double seconds = (System.nanoTime() - started) / 1e9;
        check(
                unwritten,
                archive.progress(digest, archive.ledger(digest)),
                listing.items().size());
        return seconds;
    }

    private static void check(Map<String, String> unwritten, Progress progress, int items) {
        if (progress.done() != items) {
            throw new IllegalStateException(
                    "of " + items + " pictures " + progress.done() + " became tokens; not written: " + unwritten);
        }
    }

    /** The one that was made last. */
    Archive newest() {
        return new Archive(new LocalPlace(folder.resolve("archive-" + runs)));
    }

    ResolvedArchive resolved() {
        return resolved;
    }

    /** Share of what was computed in all runs so far that was padding. */
    double paddingRatio() {
        return tokenizer.paddingRatio();
    }

    @Override
    public void close() {
        flink.close();
        tokenizer.close();
    }
}
