package io.winnow.cli.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.ArchiveSettings;
import io.winnow.archive.Known;
import io.winnow.archive.Ledger;
import io.winnow.archive.Listing;
import io.winnow.archive.Originals;
import io.winnow.archive.Plan;
import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.tokenize.TokenizerChoice;
import io.winnow.jobs.archive.ResolvedArchive;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an archive of originals, or brings it up to date. */
@Command(
        name = "tokenize",
        description =
                "Makes an archive of pictures and clips, or brings it up to date: what it holds already is left alone.")
public final class ArchiveTokenize extends CliCommand {
    @Parameters(
            index = "0..*",
            arity = "1..*",
            paramLabel = "SRC",
            description =
                    "Pictures, clips, folders and tars of them (also train-{0000..0146}.tar), and list:FILE for a file that lists such, a line each.")
    private List<String> sources = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The archive: a folder, or s3://BUCKET/FOLDER.")
    private String out = "";

    @Mixin
    private TokenizerChoice tokenizer = new TokenizerChoice();

    @Option(
            names = "--measure",
            description =
                    "Make a picture of each frame's tokens again and state in its row how far that is off. Takes about twice the time.")
    private boolean measure;

    @Option(names = "--dry-run", description = "Only say what it would cost, by a small sample.")
    private boolean dryRun;

    @Option(
            names = "--shard",
            paramLabel = "N",
            description = "Items of an object, fixed when the archive is made. Default: 256.")
    private Optional<Integer> shard = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any option of a pipeline, as in docs/configuration.md. May be repeated.")
    private List<String> settings = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> addresses = sources.stream().map(ArchiveAddress::absolute).toList();
        ResolvedArchive resolved = ResolvedArchive.of(addresses, overrides(), measure);
        Archive archive = ArchiveAddress.open(out);
        ArchiveSettings before = settings(archive);
        Listing listing = new Originals(ArchiveAddress.places()).list(addresses);
        String digest = resolved.computation().digest();
        Ledger ledger = archive.ledger(digest);
        Plan plan = Plan.of(listing, ledger, before.shardItems());
        if (dryRun) {
            new ArchiveEstimate(archive, resolved, terminal()).tell(plan);
            return ExitStatus.DONE;
        }
        archive.place().tidy();
        archive.prepare(before, resolved.computation(), addresses);
        archive.know(digest, Known.of(listing, ledger));
        return new ArchiveRun(archive, resolved, terminal()).run(plan, ledger);
    }

    private List<String> overrides() {
        List<String> overrides = tokenizer.settings();
        overrides.add("decode.policy=fps(" + tokenizer.framesPerSecond() + ")");
        overrides.addAll(settings);
        return overrides;
    }

    private ArchiveSettings settings(Archive archive) throws IOException {
        Optional<ArchiveSettings> settings = archive.settings();
        int items =
                shard.orElseGet(() -> settings.map(ArchiveSettings::shardItems).orElse(ArchiveSettings.SHARD_ITEMS));
        if (items < 1 || settings.filter(made -> made.shardItems() != items).isPresent()) {
            throw CommandFailure.usage(
                    "BAD_SHARD",
                    settings.map(made -> "the archive was made with objects of " + made.shardItems() + " items")
                            .orElse("an object has at least one item"),
                    "--shard " + items,
                    "Leave --shard out, or make another archive.");
        }
        return settings.orElseGet(() -> ArchiveSettings.of(items));
    }
}
