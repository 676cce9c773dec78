package io.winnow.cli.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.Ledger;
import io.winnow.archive.Plan;
import io.winnow.archive.Planned;
import io.winnow.archive.Problem;
import io.winnow.archive.Shard;
import io.winnow.cli.command.Terminal;
import io.winnow.cli.run.TemporaryFolder;
import io.winnow.jobs.archive.ArchiveJob;
import io.winnow.jobs.archive.ResolvedArchive;
import io.winnow.jobs.definition.FlinkOptions;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.Flink;
import io.winnow.jobs.run.SessionFlink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a plan to its end. With nothing to do it starts nothing. */
final class ArchiveRun {
    /** Why an item failed whose object could not be written. */
    static final String UNWRITTEN = "WRITE";

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Archive archive;
    private final ResolvedArchive resolved;
    private final Terminal terminal;

    ArchiveRun(Archive archive, ResolvedArchive resolved, Terminal terminal) {
        this.archive = archive;
        this.resolved = resolved;
        this.terminal = terminal;
    }

    /**
     * Runs it.
     *
     * @param before what the archive holds already
     * @return the exit status
     */
    int run(Plan plan, Ledger before) throws IOException, InterruptedException {
        String digest = resolved.computation().digest();
        boolean nothing = plan.shards().isEmpty();
        List<Problem> unwritten = nothing ? List.of() : work(plan);
        Ledger ledger = nothing ? before : archive.ledger(digest);
        List<Problem> problems = new ArrayList<>(archive.problems(digest, ledger));
        problems.addAll(unwritten);
        boolean written = writeDeadLetters(problems, !unwritten.isEmpty());
        archive.place().tidy();
        ArchiveReport report = new ArchiveReport(terminal);
        report.progress(archive, archive.progress(digest, ledger));
        return report.problems(archive, problems, written);
    }

    /** Where objects could not be written, this file can perhaps not be either; what failed is told all the same. */
    private boolean writeDeadLetters(List<Problem> problems, boolean unwritten) throws IOException {
        try {
            archive.deadLetters(problems);
            return true;
        } catch (IOException e) {
            if (!unwritten) {
                throw e;
            }
            terminal.progress("The dead-letter file could not be written either: " + e.getMessage());
            return false;
        }
    }

    private List<Problem> work(Plan plan) throws IOException, InterruptedException {
        int parallelism = Math.min(resolved.parallelism(), plan.shards().size());
        terminal.progress("Tokenizing " + ArchiveReport.items(plan.items()) + " of "
                + ArchiveReport.bytes(plan.bytes()) + "; the archive holds " + ArchiveReport.count(plan.held())
                + " already.");
        FlinkOptions options = resolved.definition().flink();
        try (Flink flink = flink(options, parallelism)) {
            flink.check(resolved.memory());
            ArchiveJob job = ArchiveJob.submit(
                    flink,
                    options,
                    plan.shards(),
                    resolved.options(archive.place().address()),
                    parallelism);
            return problems(plan, follow(job, plan));
        }
    }

    private Flink flink(FlinkOptions options, int slots) {
        return options.rest().isEmpty()
                ? EmbeddedFlink.start(slots, resolved.memory(), Map.of())
                : SessionFlink.at(options.addresses());
    }

    private Map<String, String> follow(ArchiveJob job, Plan plan) throws IOException, InterruptedException {
        ArchiveBar bar =
                new ArchiveBar(terminal, archive, resolved.computation().digest(), plan);
        try {
            Optional<Map<String, String>> unwritten = Optional.empty();
            while (unwritten.isEmpty()) {
                bar.look();
                unwritten = job.await(LOOK);
            }
            bar.end();
            return unwritten.get();
        } catch (InterruptedException e) {
            bar.end();
            return finish(job);
        }
    }

    /** What has begun is finished; the key that stops the command, pressed again, ends it at once. */
    private Map<String, String> finish(ArchiveJob job) throws IOException, InterruptedException {
        terminal.progress("Finishing the objects under way; the same command goes on from there.");
        try (TemporaryFolder aside = TemporaryFolder.create("winnow-archive")) {
            job.finish(aside.path());
            return job.await(Duration.ofMinutes(1)).orElseThrow(InterruptedException::new);
        }
    }

    /** Each item of an object that could not be written. */
    private List<Problem> problems(Plan plan, Map<String, String> unwritten) {
        List<Problem> problems = new ArrayList<>();
        for (Shard shard : plan.shards()) {
            String error = unwritten.get(Archive.object(resolved.computation().digest(), shard));
            if (error != null) {
                for (Planned planned : shard.items()) {
                    problems.add(new Problem(
                            planned.item().path(),
                            UNWRITTEN,
                            "the object it belongs to could not be written: " + error));
                }
            }
        }
        return problems;
    }
}
