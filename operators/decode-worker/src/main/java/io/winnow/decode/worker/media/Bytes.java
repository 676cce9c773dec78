package io.winnow.decode.worker.media;

import java.io.IOException;

/** Whoever reads for the demuxers, which never open anything themselves. */
public interface Bytes {

    /** An address that may be read: its size, -1 where unknown, and then the bytes come only in order. */
    record Opened(int handle, long size) {}

    /** Asks to read an address; throws IOException if it is not permitted or not there. */
    Opened open(String address) throws IOException;

    /** Up to so many bytes; none at the end. */
    byte[] read(int handle, long offset, int count) throws IOException;

    /** The handle is not read any more. */
    void close(int handle) throws IOException;
}
