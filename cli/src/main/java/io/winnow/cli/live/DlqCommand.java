package io.winnow.cli.live;

import io.winnow.cli.command.GroupCommand;
import picocli.CommandLine.Command;

/** Dead letters. */
@Command(
        name = "dlq",
        description = "Shows what a pipeline could not process, and sends it back.",
        subcommands = {DlqList.class, DlqRedrive.class})
public final class DlqCommand extends GroupCommand {}
