package io.winnow.cli.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.Place;
import io.winnow.archive.Plan;
import io.winnow.archive.Shard;
import io.winnow.cli.command.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how a run goes, by the objects that appear: the same on this machine and on a cluster. */
final class ArchiveBar {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveBar.class);
    private static final int WIDTH = 24;
    private static final double NANOS = 1e9;

    private final Terminal terminal;
    private final Place place;
    private final Map<String, Integer> awaited = new HashMap<>();
    private final long items;
    private final long startNanos = System.nanoTime();
    private long done;

    ArchiveBar(Terminal terminal, Archive archive, String digest, Plan plan) {
        this.terminal = terminal;
        this.place = archive.place();
        this.items = plan.items();
        for (Shard shard : plan.shards()) {
            awaited.put(Archive.object(digest, shard), shard.items().size());
        }
    }

    /** Looks once. Where the place does not answer, the job meets the same and tells. */
    void look() {
        if (!terminal.interactive()) {
            return;
        }
        try {
            for (Place.Entry entry : place.walk()) {
                Integer more = awaited.remove(entry.name());
                done += more == null ? 0 : more;
            }
        } catch (IOException e) {
            LOG.debug("{} does not answer", place.address(), e);
        }
        terminal.bar(line(done, items, (System.nanoTime() - startNanos) / NANOS));
    }

    static String line(long done, long items, double seconds) {
        int filled = (int) (WIDTH * done / Math.max(1, items));
        String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
        String counts = ArchiveReport.count(done) + " of " + ArchiveReport.count(items);
        if (done == 0 || seconds <= 0) {
            return "[" + bar + "] " + counts;
        }
        double rate = done / seconds;
        long left = Math.round((items - done) / rate);
        return String.format(
                Locale.ROOT, "[%s] %s  %.1f/s  %s left", bar, counts, rate, time(Duration.ofSeconds(left)));
    }

    static String time(Duration left) {
        return left.toHours() > 0
                ? left.toHours() + " h " + left.toMinutesPart() + " min"
                : left.toMinutes() > 0
                        ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                        : left.toSeconds() + " s";
    }

    void end() {
        terminal.bar("");
    }
}
