package io.winnow.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command. Its {@link #call} returns an {@link ExitStatus}, or throws what {@link Failures} tells of.
 *
 * <p>{@code --json}, {@code --verbose} and {@code --help} are options of every command already.
 */
public abstract class CliCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    /** What to print to. */
    protected final Terminal terminal() {
        if (spec != null && spec.root().userObject() instanceof HasTerminal root) {
            return root.terminal();
        }
        throw new IllegalStateException(getClass() + " is no command below winnow");
    }

    /** The root of the commands. */
    public interface HasTerminal {
        Terminal terminal();
    }
}
