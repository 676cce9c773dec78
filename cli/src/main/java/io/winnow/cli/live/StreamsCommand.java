package io.winnow.cli.live;

import io.winnow.cli.command.GroupCommand;
import picocli.CommandLine.Command;

/** The streams that a pipeline reads. */
@Command(
        name = "streams",
        description = "Shows the streams of a running pipeline, adds some, pauses, removes and forgets them.",
        subcommands = {
            StreamsList.class,
            StreamsAdd.class,
            StreamsRemove.class,
            StreamsPause.class,
            StreamsResume.class,
            StreamsForget.class
        })
public final class StreamsCommand extends GroupCommand {}
