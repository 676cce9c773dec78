package io.winnow.archive;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where files lie: a folder of this machine's file system, or of an object store. Names are relative, with {@code /} between their parts. Safe for use by several threads. */
public interface Place {

    /** As people write it, without credentials. */
    String address();

    /** All files below, at any depth, sorted by the bytes of their names. What cannot be looked at has the size -1. None where the place does not exist. */
    List<Entry> walk() throws IOException;

    /** Looks at one file; empty where there is none of that name. */
    Optional<Entry> look(String name) throws IOException;

    /**
     * Opens a file for reading.
     *
     * @throws java.nio.file.NoSuchFileException where there is none
     */
    SeekableByteChannel open(String name) throws IOException;

    /** A file to write to before it is {@link #put}; whoever asked deletes it. */
    Path scratch() throws IOException;

    /** Makes a scratch file's bytes those of a name, at once or not at all; one that is there is replaced. */
    void put(String name, Path scratch) throws IOException;

    /** Removes a file, if it is there. */
    void delete(String name) throws IOException;

    /** Removes what runs that were killed left in the way of scratch files. */
    void tidy() throws IOException;

    /** Removes of those what nobody has written to for a day, while others may be writing. */
    void tidyOld() throws IOException;

    /**
     * A file.
     *
     * @param name relative to the place
     * @param size bytes, -1 where it cannot be looked at
     * @param modifiedMillis since 1970
     */
    record Entry(String name, long size, long modifiedMillis) {}
}
