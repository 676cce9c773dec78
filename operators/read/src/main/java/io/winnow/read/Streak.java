package io.winnow.read;

/**
 * How often in a row the answers to a standing question met its condition. It fires while that is often enough, so it begins with the last of so many answers that meet it, and ends with the
 * first that does not.
 *
 * @param length answers in a row, counted up to what is needed
 */
public record Streak(int length) {
    public static final Streak NONE = new Streak(0);

    public Streak {
        if (length < 0) {
            throw new IllegalArgumentException("a streak of " + length + " answers");
        }
    }

    /** After one more answer. */
    public Streak after(boolean holds, int needed) {
        return holds ? new Streak(Math.min(length + 1, needed)) : NONE;
    }

    public boolean fires(int needed) {
        return length >= needed;
    }
}
