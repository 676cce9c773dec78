/**
 * What all commands share: how they print, fail and are interrupted. Commands extend {@link io.winnow.cli.command.CliCommand} and print through their {@link io.winnow.cli.command.Terminal}; nothing
 * else of the process is theirs to write to.
 */
@NullMarked
package io.winnow.cli.command;

import org.jspecify.annotations.NullMarked;
