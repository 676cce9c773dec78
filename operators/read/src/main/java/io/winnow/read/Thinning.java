package io.winnow.read;

import io.winnow.records.PrunedWindow;
import java.util.stream.IntStream;

/** Makes windows smaller by what their pruner picked last. */
public final class Thinning {
    private Thinning() {}

    /** Half of a window's tokens, rounded up, those of the lowest rank. */
    public static PrunedWindow halved(PrunedWindow window) {
        return best(window, (window.tokens().count() + 1) / 2);
    }

    /** So many of a window's tokens, those of the lowest rank; all where there are fewer. */
    public static PrunedWindow best(PrunedWindow window, int most) {
        int count = window.tokens().count();
        if (count <= most) {
            return window;
        }
        int[] best = IntStream.range(0, count)
                .boxed()
                .sorted((one, other) ->
                        Integer.compare(window.ranks().get(one), window.ranks().get(other)))
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        return window.only(best);
    }
}
