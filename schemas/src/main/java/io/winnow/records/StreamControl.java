package io.winnow.records;

import java.util.Objects;

/**
 * A wish to change which streams a running pipeline reads. Only the newest of each stream is kept, so it says all that is wished of the stream: one that was added and is paused keeps its source.
 *
 * @param stream id of the stream, or of a source whose streams are all meant
 * @param action what to do
 * @param source where it comes from; empty for what the pipeline's definition says
 * @param policy frame policy of that source; empty for the pipeline's
 * @param addedMillis wall clock when that source was added, which tells it from one added later, and when a stream that was forgotten came back; 0 where none was
 * @param askedMillis wall clock
 * @param forgottenMillis the stream's tombstone, wall clock: what is from before is refused, as {@link ForgottenStreams} says; 0 where the stream never was to be forgotten
 */
public record StreamControl(
        String stream,
        Action action,
        String source,
        String policy,
        long addedMillis,
        long askedMillis,
        long forgottenMillis) {

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
        if (action == Action.FORGET && forgottenMillis == 0) {
            forgottenMillis = askedMillis;
        }
    }

    /** That a stream be read from a source. */
    public static StreamControl add(String stream, String source, String policy, long nowMillis) {
        return new StreamControl(stream, Action.ADD, source, policy, nowMillis, nowMillis, 0);
    }

    /** Something that is wished of a stream of the pipeline's definition. */
    public static StreamControl of(String stream, Action action, long nowMillis) {
        return new StreamControl(stream, action, "", "", 0, nowMillis, 0);
    }

    /** That a stream be read no more, and all that there is of it be refused. */
    public static StreamControl forget(String stream, long nowMillis) {
        return of(stream, Action.FORGET, nowMillis);
    }

    /**
     * What is wished next of the same stream; where it comes from stays as it is, unless it is to go. What was forgotten stays forgotten, for which it has to be known when the stream came back.
     */
    public StreamControl then(Action next, long nowMillis) {
        return next == Action.REMOVE
                ? new StreamControl(
                        stream, next, "", "", forgottenMillis == 0 ? 0 : addedMillis, nowMillis, forgottenMillis)
                : new StreamControl(stream, next, source, policy, addedMillis, nowMillis, forgottenMillis);
    }

    /** The same of a stream of which what is from before a moment is to be refused. */
    public StreamControl forgottenBefore(long millis) {
        return new StreamControl(stream, action, source, policy, addedMillis, askedMillis, millis);
    }

    /** Whether it says itself where the stream comes from. */
    public boolean namesSource() {
        return !source.isEmpty();
    }
}
