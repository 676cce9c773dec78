package io.winnow.prune;

import io.winnow.prune.window.Place;
import io.winnow.records.PrunedWindow;
import io.winnow.records.TokenRecord;
import java.util.List;
import java.util.Optional;

/**
 * What has to be remembered of a stream to cut it into windows and prune them.
 *
 * @param <E> what can go wrong with remembering
 */
public interface StreamMemory<E extends Exception> {
    /** Where the stream stands; before its first record, {@code Place.begin(Long.MIN_VALUE)}. */
    Place place() throws E;

    /** It stands here now. */
    void place(Place now) throws E;

    /** Takes a record into the open window. */
    void add(TokenRecord record) throws E;

    /** The records of the open window, in order of their frames. */
    List<TokenRecord> open() throws E;

    /** The last record of the window before, if it is to be compared with. */
    Optional<TokenRecord> before() throws E;

    /** The windows before, oldest first, as many as are remembered. */
    List<PrunedWindow> earlier() throws E;

    /**
     * The open window has been pruned.
     *
     * @param last its last record
     * @param window what was kept of it
     * @param remember most windows that {@link #earlier} is to give
     */
    void close(TokenRecord last, PrunedWindow window, int remember) throws E;

    /** Drops the open window with all that is remembered of those before. */
    void drop() throws E;

    /** Forgets what the next records must not be compared with. */
    void forget() throws E;
}
