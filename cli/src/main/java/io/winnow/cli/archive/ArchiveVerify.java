package io.winnow.cli.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.ArchiveSettings;
import io.winnow.archive.Listing;
import io.winnow.archive.Originals;
import io.winnow.archive.Planned;
import io.winnow.archive.Row;
import io.winnow.archive.RunTokens;
import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.jobs.archive.ResolvedArchive;
import io.winnow.jobs.archive.Verification;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks whether an archive is what it says. */
@Command(
        name = "verify",
        description =
                "Reads every object of an archive, and makes the tokens of a sample of its items again where the originals are still there.")
public final class ArchiveVerify extends CliCommand {
    @Parameters(index = "0", paramLabel = "DIR", description = "The archive: a folder, or s3://BUCKET/FOLDER.")
    private String address = "";

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "32",
            description = "Items to make again, at most. Default: ${DEFAULT-VALUE}.")
    private int sample;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Chooses the sample. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private MadeAgain made = new MadeAgain();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (sample < 0) {
            throw CommandFailure.usage("BAD_SAMPLE", "no sample is so small", "--sample " + sample, "Give 0 or more.");
        }
        Verification.Found found =
                ArchiveAddress.kept(address) instanceof RunTokens run ? Verification.of(run) : computed();
        terminal().document(document(found));
        print(found);
        found.problems()
                .forEach(problem -> terminal()
                        .progress(terminal().red("failed: ") + problem.path() + ": " + problem.what() + " ["
                                + problem.reason() + "]. " + problem.hint()));
        return found.problems().isEmpty() ? ExitStatus.DONE : ExitStatus.PARTIAL;
    }

    private Verification.Found computed() throws IOException, InterruptedException {
        Archive archive = ArchiveAddress.open(address);
        ArchiveSettings settings = archive.required();
        return new Verification(archive, settings.compute())
                .look(sample, seed, originals(settings), items -> rows(archive, items));
    }

    /** Where the originals are gone there is nothing to compare with, which is no error. */
    private static Listing originals(ArchiveSettings settings) throws IOException {
        try {
            return new Originals(ArchiveAddress.places()).list(settings.sources());
        } catch (NoSuchFileException e) {
            return new Listing(List.of(), List.of());
        }
    }

    private List<Row> rows(Archive archive, List<Planned> items) throws IOException, InterruptedException {
        ResolvedArchive resolved = made.of(archive.kept());
        try (LocalWorker worker = LocalWorker.open(resolved, archive, true)) {
            return worker.rows(items);
        }
    }

    private static Map<String, Object> document(Verification.Found found) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("objects", found.objects());
        document.put("rows", found.rows());
        document.put("sampled", found.sampled());
        document.put("equal", found.equal());
        document.put("gone", found.gone());
        if (!Double.isNaN(found.quality())) {
            document.put("l1", found.quality());
        }
        document.put("problems", found.problems());
        return document;
    }

    private void print(Verification.Found found) {
        terminal()
                .print(ArchiveReport.count(found.rows()) + " rows in " + ArchiveReport.count(found.objects())
                        + " objects read");
        if (found.sampled() == 0) {
            return;
        }
        terminal()
                .print(found.equal() + " of " + (found.sampled() - found.gone()) + " sampled items give the same tokens"
                        + (found.gone() > 0 ? "; the originals of " + found.gone() + " more are gone or changed" : ""));
        if (!Double.isNaN(found.quality())) {
            terminal()
                    .print(String.format(
                            Locale.ROOT,
                            "pictures of their tokens are %.4f off, of a colour from 0 to 1",
                            found.quality()));
        }
    }
}
