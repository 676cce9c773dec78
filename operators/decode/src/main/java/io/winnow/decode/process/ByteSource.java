package io.winnow.decode.process;

import java.io.IOException;

/** Bytes that the parent reads for a child. */
interface ByteSource extends AutoCloseable {
    byte[] NOTHING = new byte[0];

    /** Bytes in all, -1 where they can only be read in order. */
    long size();

    /** Up to so many bytes from there, at least one; none at the end. */
    byte[] read(long offset, int count) throws IOException;

    /** Whether a read may wait for as long as it likes. */
    default boolean patient() {
        return false;
    }

    /** Also ends a read that another thread waits in, where that is possible. */
    @Override
    void close() throws IOException;
}
