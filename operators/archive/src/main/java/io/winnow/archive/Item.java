package io.winnow.archive;

import java.io.Serializable;
import java.util.Objects;

/**
 * A picture or clip of the originals.
 *
 * @param path what it is called in the archive: the last part of its source's address, and the way from there
 * @param location address of the file that holds it
 * @param offset where it begins there, or {@link #WHOLE}
 * @param size bytes; -1 where it was named and could not be looked at
 * @param modifiedMillis when it was last changed, since 1970
 * @param named whether a source names it itself, so that one which is no media is an error
 */
public record Item(String path, String location, long offset, long size, long modifiedMillis, boolean named)
        implements Serializable {
    /** The file holds nothing else. */
    public static final long WHOLE = -1;

    public Item {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(location, "location");
    }

    /** One that is a file of its own. */
    public static Item file(String path, String location, long size, long modifiedMillis, boolean named) {
        return new Item(path, location, WHOLE, size, modifiedMillis, named);
    }

    /** Whether its file holds nothing else. */
    public boolean whole() {
        return offset == WHOLE;
    }

    /** Where it is, for people. */
    String where() {
        return whole() ? location : location + " at byte " + offset;
    }
}
