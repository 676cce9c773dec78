package io.winnow.cli.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.ArchiveSettings;
import io.winnow.archive.Known;
import io.winnow.archive.Ledger;
import io.winnow.archive.Listing;
import io.winnow.archive.Originals;
import io.winnow.archive.Plan;
import io.winnow.cli.command.CliCommand;
import io.winnow.jobs.archive.ResolvedArchive;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tries again what failed. */
@Command(name = "retry", description = "Tokenizes what failed again, and nothing else.")
public final class ArchiveRetry extends CliCommand {
    @Parameters(index = "0", paramLabel = "DIR", description = "The archive: a folder, or s3://BUCKET/FOLDER.")
    private String address = "";

    @Mixin
    private MadeAgain made = new MadeAgain();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Archive archive = ArchiveAddress.open(address);
        ArchiveSettings settings = archive.required();
        ResolvedArchive resolved = made.of(archive.kept());
        Listing listing = new Originals(ArchiveAddress.places()).list(settings.sources());
        archive.place().tidy();
        Ledger ledger = archive.ledger(settings.compute());
        archive.know(settings.compute(), Known.of(listing, ledger));
        return new ArchiveRun(archive, resolved, terminal())
                .run(Plan.ofFailures(listing, ledger, settings.shardItems()), ledger);
    }
}
