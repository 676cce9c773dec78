package io.winnow.cli.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.Plan;
import io.winnow.archive.Planned;
import io.winnow.archive.Row;
import io.winnow.cli.command.Table;
import io.winnow.cli.command.Terminal;
import io.winnow.jobs.archive.ResolvedArchive;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what a plan would cost, by a sample of it that is tokenized and thrown away. */
final class ArchiveEstimate {
    private static final int SAMPLE = 16;
    private static final int WARM_UP = 4;
    private static final double NANOS = 1e9;
    /** What a row takes beside its tokens and its path: a hash, and what measurements have shown of the rest. */
    private static final int ROW_BYTES = 32 + 56;

    private final Archive archive;
    private final ResolvedArchive resolved;
    private final Terminal terminal;

    ArchiveEstimate(Archive archive, ResolvedArchive resolved, Terminal terminal) {
        this.archive = archive;
        this.resolved = resolved;
        this.terminal = terminal;
    }

    void tell(Plan plan) throws IOException, InterruptedException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("items", plan.items());
        document.put("held", plan.held());
        document.put("objects", plan.shards().size());
        document.put("bytesIn", plan.bytes());
        if (plan.items() > 0) {
            measure(plan, document);
        }
        terminal.document(document);
        print(plan, document);
    }

    private void measure(Plan plan, Map<String, Object> document) throws IOException, InterruptedException {
        List<Planned> all =
                plan.shards().stream().flatMap(shard -> shard.items().stream()).toList();
        List<Planned> sample = new ArrayList<>();
        for (int i = 0; i < Math.min(SAMPLE, all.size()); i++) {
            sample.add(all.get((int) ((long) i * all.size() / Math.min(SAMPLE, all.size()))));
        }
        try (LocalWorker worker = LocalWorker.open(resolved, archive, resolved.measure())) {
            worker.rows(sample.subList(0, Math.min(WARM_UP, sample.size())));
            long began = System.nanoTime();
            List<Row> rows = worker.rows(sample);
            double seconds = (System.nanoTime() - began) / NANOS / sample.size();
            document.put("bytesOut", Math.round(bytes(rows) * all.size() / sample.size()));
            document.put("seconds", seconds * all.size());
            document.put("sampled", sample.size());
        }
    }

    private static double bytes(List<Row> rows) {
        return rows.stream()
                .mapToDouble(row -> ROW_BYTES
                        + row.item().path().length()
                        + row.frame().map(frame -> frame.tokens().bytes()).orElse(0))
                .sum();
    }

    private void print(Plan plan, Map<String, Object> document) {
        if (plan.items() == 0) {
            terminal.print("Nothing to do: the archive holds all " + ArchiveReport.count(plan.held()) + ".");
            return;
        }
        terminal.print(Table.of("", "items", "bytes")
                .row("to do", ArchiveReport.count(plan.items()), ArchiveReport.bytes(plan.bytes()))
                .row("held", ArchiveReport.count(plan.held())));
        double seconds = ((Number) document.getOrDefault("seconds", 0)).doubleValue();
        terminal.print(String.format(
                Locale.ROOT,
                "About %s and %s of objects, by a sample of %s.",
                ArchiveBar.time(Duration.ofMillis(Math.round(seconds * 1_000))),
                ArchiveReport.bytes(((Number) document.getOrDefault("bytesOut", 0)).longValue()),
                document.get("sampled")));
    }
}
