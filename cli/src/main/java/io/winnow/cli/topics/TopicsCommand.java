package io.winnow.cli.topics;

import io.winnow.cli.command.GroupCommand;
import picocli.CommandLine.Command;

/** A pipeline's topics on its broker. */
@Command(
        name = "topics",
        description = "Creates and checks the topics of a pipeline, and lists the rights that they need.",
        subcommands = {TopicsCreate.class, TopicsCheck.class, TopicsAcls.class})
public final class TopicsCommand extends GroupCommand {}
