package io.winnow.prune.window;

/**
 * How far a stream has come; a stage's state.
 *
 * @param epoch the newest
 * @param firstMicros start of its first frame; windows of a length are counted from there
 * @param index of the open window, or of the next one
 * @param frames in the open window; 0 when none is open
 * @param lastSeq highest of its records, or -1
 * @param closedSeq highest among its closed windows' records, or -1; nothing comes after {@link Long#MAX_VALUE}
 * @param form of the open window's records
 */
public record Place(long epoch, long firstMicros, long index, int frames, long lastSeq, long closedSeq, String form) {

    /** An epoch of which no record was seen. */
    public static Place begin(long epoch) {
        return new Place(epoch, 0, 0, 0, -1, -1, "");
    }

    /** After its window was closed. */
    public Place closed() {
        return frames == 0 ? this : new Place(epoch, firstMicros, index + 1, 0, lastSeq, lastSeq, form);
    }

    /** After its end. */
    public Place ended() {
        return new Place(epoch, firstMicros, index, 0, lastSeq, Long.MAX_VALUE, form);
    }

    boolean isFresh() {
        return lastSeq < 0;
    }
}
