package io.winnow.cli.models;

import io.winnow.cli.command.GroupCommand;
import picocli.CommandLine.Command;

/** Bundles. */
@Command(
        name = "models",
        description = "Lists, shows, verifies and converts model bundles.",
        subcommands = {ModelsList.class, ModelsShow.class, ModelsVerify.class, ModelsConvert.class})
public final class ModelsCommand extends GroupCommand {}
