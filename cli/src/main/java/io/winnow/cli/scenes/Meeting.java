package io.winnow.cli.scenes;

/**
 * Two things that halt side by side, touching.
 *
 * @param first the one that was there first
 * @param second the one that came to it
 * @param start seconds into the clip at which both stand still
 * @param end seconds into the clip at which one goes on, or the clip's end
 */
public record Meeting(Thing first, Thing second, double start, double end) {
    /** Whether these two are the ones that meet, in either order. */
    public boolean joins(Thing one, Thing other) {
        return (one.equals(first) && other.equals(second)) || (one.equals(second) && other.equals(first));
    }
}
