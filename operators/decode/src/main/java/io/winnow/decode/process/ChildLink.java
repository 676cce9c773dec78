package io.winnow.decode.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The two pipes to a child, and its life. */
interface ChildLink {

    /** What the child says. */
    InputStream from();

    /** What it is told. */
    OutputStream to();

    /** Whether it has ended because it had no more memory; asked after it ended. */
    boolean ranOutOfMemory();

    /** What it last said of itself, for the log. */
    String lastWords();

    /** Ends it at once. */
    void kill();

    /** Closes its input, which ends it, and waits a little for that. */
    void end() throws IOException;
}
