package io.winnow.read;

import io.winnow.records.PrunedWindow;
import io.winnow.records.Tokens;
import java.util.Arrays;
import java.util.List;
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
        return new PrunedWindow(
                window.origin(),
                window.id(),
                window.computeDigest(),
                window.tokenizer(),
                window.pruner(),
                window.index(),
                window.span(),
                window.frameSpans(),
                window.parents(),
                window.grid(),
                window.axis(),
                window.seen(),
                chosen(window.tokens(), best),
                chosen(window.frameIndices(), best),
                chosen(window.cells(), best),
                chosen(window.ranks(), best),
                chosen(window.changes(), best),
                window.pixels(),
                window.timings(),
                window.late(),
                window.ingestMillis());
    }

    private static List<Integer> chosen(List<Integer> numbers, int[] places) {
        return Arrays.stream(places).mapToObj(numbers::get).toList();
    }

    private static Tokens chosen(Tokens tokens, int[] places) {
        if (tokens instanceof Tokens.Ids ids) {
            int[] all = ids.unpack();
            return Tokens.Ids.pack(
                    Arrays.stream(places).map(place -> all[place]).toArray(), ids.bits());
        }
        Tokens.Vectors vectors = (Tokens.Vectors) tokens;
        int bytes = 2 * vectors.width();
        byte[] halves = new byte[places.length * bytes];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(vectors.halves(), places[i] * bytes, halves, i * bytes, bytes);
        }
        return new Tokens.Vectors(places.length, vectors.width(), halves);
    }
}
