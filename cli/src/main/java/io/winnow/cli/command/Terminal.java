package io.winnow.cli.command;

/** What a command prints to. With {@code --json} only documents reach standard output; else only lines do. */
public final class Terminal {
    private final Streams streams;
    private final Interruption interruption;
    private final boolean json;
    private final boolean verbose;

    public Terminal(Streams streams, Interruption interruption, boolean json, boolean verbose) {
        this.streams = streams;
        this.interruption = interruption;
        this.json = json;
        this.verbose = verbose;
    }

    /** Whether documents are wanted. */
    public boolean json() {
        return json;
    }

    public boolean verbose() {
        return verbose;
    }

    /** Whether somebody watches the progress, so that a bar makes sense. */
    public boolean interactive() {
        return streams.interactive();
    }

    /** Prints a line for people; nothing with {@code --json}. */
    public void print(String line) {
        if (!json) {
            streams.out().println(line);
            streams.out().flush();
        }
    }

    /** Prints a table for people; nothing with {@code --json}. */
    public void print(Table table) {
        table.lines().forEach(this::print);
    }

    /** Prints one line with one JSON document; nothing without {@code --json}. */
    public void document(Object document) {
        if (json) {
            streams.out().println(Json.write(document));
            streams.out().flush();
        }
    }

    /** Prints text that is the same in both forms, such as a completion script. */
    public void raw(String text) {
        streams.out().print(text);
        streams.out().flush();
    }

    /** Tells of progress, on standard error. */
    public void progress(String line) {
        streams.err().println(line);
    }

    /** Writes over the last such line where somebody watches; nothing elsewhere. An empty line ends it. */
    public void bar(String line) {
        if (streams.interactive()) {
            streams.err().print("\r\033[K" + line);
            streams.err().flush();
        }
    }

    /** Tells of an error: words on standard error and, with {@code --json}, the document on standard output. */
    public void fail(Failure failure, Throwable thrown) {
        document(failure.document());
        streams.err().println(red("error: ") + failure.what() + " [" + failure.code() + "]");
        streams.err().println("  at:  " + failure.where());
        streams.err().println("  try: " + failure.hint());
        if (verbose) {
            thrown.printStackTrace(streams.err());
        }
    }

    /** Emphasised where colours are allowed. */
    public String bold(String text) {
        return styled("1", text);
    }

    /** As what is right. */
    public String green(String text) {
        return styled("32", text);
    }

    /** As what is wrong. */
    public String red(String text) {
        return styled("31", text);
    }

    /** As what matters less. */
    public String dim(String text) {
        return styled("2", text);
    }

    private String styled(String code, String text) {
        return streams.colour() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    /** The key that stops the command. */
    public Interruption interruption() {
        return interruption;
    }
}
