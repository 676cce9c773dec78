package io.winnow.decode.flink;

/**
 * A source whose streams have been dealt out in this run.
 *
 * @param addedMillis of the wish that added it; 0 where the definition has it
 * @param since which reading of it this is: 0 for the first, later ones the wall clock when they began, in ms, at least the previous plus one; of a source that was forgotten, none that is refused
 * @param removed whether its streams are to end, or have ended, because it is wanted no more
 */
public record Begun(long addedMillis, long since, boolean removed) {
    Begun gone() {
        return new Begun(addedMillis, since, true);
    }
}
