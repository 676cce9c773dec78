package io.winnow.records;

/**
 * A wish to change which streams a running pipeline reads.
 *
 * @param stream id of the stream
 * @param action what to do
 * @param source where it comes from, for {@code ADD}; empty otherwise
 * @param askedMillis wall clock
 */
public record StreamControl(String stream, Action action, String source, long askedMillis) {

    /** What can be wished. */
    public enum Action {
        ADD,
        REMOVE,
        PAUSE,
        RESUME,
        FORGET
    }
}
