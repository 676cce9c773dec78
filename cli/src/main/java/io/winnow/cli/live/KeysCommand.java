package io.winnow.cli.live;

import io.winnow.cli.command.GroupCommand;
import picocli.CommandLine.Command;

/** Keys to a gateway. */
@Command(
        name = "keys",
        description = "Makes keys for those who may use a gateway's page and HTTP interface.",
        subcommands = {KeysAdd.class})
public final class KeysCommand extends GroupCommand {}
