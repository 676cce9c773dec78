package io.winnow.cli.command;

import java.util.Optional;

/** Why a command cannot go on, in the four parts that every error has. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    public CommandFailure(Failure failure) {
        this(failure, Optional.empty());
    }

    public CommandFailure(Failure failure, Optional<? extends Throwable> cause) {
        super(failure.what());
        this.failure = failure;
        cause.ifPresent(this::initCause);
    }

    /** Something asked for that cannot be, exit 2. */
    public static CommandFailure usage(String code, String what, String where, String hint) {
        return new CommandFailure(new Failure(code, ExitStatus.USAGE, what, where, hint));
    }

    /** Something that cannot be read, exit 3. */
    public static CommandFailure input(String code, String what, String where, String hint) {
        return new CommandFailure(new Failure(code, ExitStatus.INPUT, what, where, hint));
    }

    /** Something that does not answer, exit 4. */
    public static CommandFailure unreachable(String code, String what, String where, String hint) {
        return new CommandFailure(new Failure(code, ExitStatus.UNREACHABLE, what, where, hint));
    }

    public Failure failure() {
        return failure;
    }
}
