package io.winnow.cli.live;

import io.winnow.cli.command.GroupCommand;
import picocli.CommandLine.Command;

/** The streams that a pipeline reads. */
@Command(
        name = "streams",
        description = "Shows the streams of a running pipeline.",
        subcommands = {StreamsList.class})
public final class StreamsCommand extends GroupCommand {}
