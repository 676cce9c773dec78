package io.winnow.cli.run;

import io.winnow.cli.command.GroupCommand;
import picocli.CommandLine.Command;

/** What runs on the configured cluster. */
@Command(
        name = "pipelines",
        description = "Shows, stops and resumes what runs on the configured Flink cluster.",
        subcommands = {PipelinesList.class, PipelinesStop.class, PipelinesResume.class})
public final class PipelinesCommand extends GroupCommand {}
