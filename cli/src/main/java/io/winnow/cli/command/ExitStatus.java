package io.winnow.cli.command;

/** What the command's exit status means. Scripts depend on it. */
public final class ExitStatus {
    public static final int DONE = 0;
    /** A defect of Winnow's own. */
    public static final int DEFECT = 1;
    /** Wrong usage or configuration. */
    public static final int USAGE = 2;
    /** Media, a bundle or data that cannot be read. */
    public static final int INPUT = 3;
    /** Something needed is not reachable. */
    public static final int UNREACHABLE = 4;
    /** Done, but some items failed. */
    public static final int PARTIAL = 5;
    /** Interrupted, after finishing what was under way. */
    public static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
