package io.winnow.records;

import java.util.Objects;

/**
 * A wish to change which streams a running pipeline reads. Only the newest of each stream is kept, so it says all that is wished of the stream: one that was added and is paused keeps its source.
 *
 * @param stream id of the stream, or of a source whose streams are all meant
 * @param action what to do
 * @param source where it comes from; empty for what the pipeline's definition says
 * @param policy frame policy of that source; empty for the pipeline's
 * @param addedMillis wall clock when that source was added, which tells it from one added later; 0 where none was
 * @param askedMillis wall clock
 */
public record StreamControl(
        String stream, Action action, String source, String policy, long addedMillis, long askedMillis) {

    /** What can be wished. */
    public enum Action {
        ADD,
        REMOVE,
        PAUSE,
        RESUME,
        FORGET
    }

    public StreamControl {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(policy, "policy");
    }

    /** That a stream be read from a source. */
    public static StreamControl add(String stream, String source, String policy, long nowMillis) {
        return new StreamControl(stream, Action.ADD, source, policy, nowMillis, nowMillis);
    }

    /** Something that is wished of a stream of the pipeline's definition. */
    public static StreamControl of(String stream, Action action, long nowMillis) {
        return new StreamControl(stream, action, "", "", 0, nowMillis);
    }

    /** What is wished next of the same stream; where it comes from stays as it is, unless it is to go. */
    public StreamControl then(Action next, long nowMillis) {
        return next == Action.REMOVE
                ? of(stream, next, nowMillis)
                : new StreamControl(stream, next, source, policy, addedMillis, nowMillis);
    }

    /** Whether it says itself where the stream comes from. */
    public boolean namesSource() {
        return !source.isEmpty();
    }
}
