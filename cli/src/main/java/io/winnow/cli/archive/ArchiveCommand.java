package io.winnow.cli.archive;

import io.winnow.cli.command.GroupCommand;
import picocli.CommandLine.Command;

/** Archives of visual tokens. */
@Command(
        name = "archive",
        description = "Turns folders of pictures and clips into visual tokens in Parquet, and goes on where it was.",
        subcommands = {ArchiveTokenize.class, ArchiveStatus.class, ArchiveRetry.class, ArchiveVerify.class})
public final class ArchiveCommand extends GroupCommand {}
