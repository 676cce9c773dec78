package io.winnow.cli.archive;

import io.winnow.cli.command.GroupCommand;
import picocli.CommandLine.Command;

/** Archives of visual tokens. */
@Command(
        name = "archive",
        description =
                "Turns folders of pictures and clips into visual tokens in Parquet, and makes pictures and answers of them.",
        subcommands = {
            ArchiveTokenize.class,
            ArchiveStatus.class,
            ArchiveRetry.class,
            ArchiveVerify.class,
            ArchiveReconstruct.class,
            ArchiveAsk.class
        })
public final class ArchiveCommand extends GroupCommand {}
