package io.winnow.archive;

import java.io.IOException;

/** Opens places by their addresses. */
@FunctionalInterface
public interface Places {

    /**
     * Opens one, whether or not anything is there.
     *
     * @param address a path, or scheme://...
     * @throws IOException where places of that kind cannot be reached
     */
    Place open(String address) throws IOException;
}
