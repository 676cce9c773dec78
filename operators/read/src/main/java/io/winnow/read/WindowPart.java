package io.winnow.read;

import io.winnow.records.PrunedWindow;
import io.winnow.records.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The part of a window that is asked about.
 *
 * @param window the whole
 * @param frames asked about, in order
 * @param tokens indices of the window's tokens in these frames, in order
 */
record WindowPart(PrunedWindow window, List<ContextBuilder.Frame> frames, int[] tokens) {

    static WindowPart of(PrunedWindow window, Stretch stretch) {
        List<ContextBuilder.Frame> frames = new ArrayList<>();
        boolean[] asked = new boolean[window.frameSpans().size()];
        for (int i = 0; i < asked.length; i++) {
            Span span = window.frameSpans().get(i);
            if (stretch.touches(span)) {
                asked[i] = true;
                frames.add(new ContextBuilder.Frame(i, span));
            }
        }
        int[] tokens = IntStream.range(0, window.tokens().count())
                .filter(token -> asked[window.frameIndices().get(token)])
                .toArray();
        return new WindowPart(window, frames, tokens);
    }

    /** For each frame of the window, which frame of the part it is, or -1. */
    int[] frameOf() {
        int[] places = new int[window.frameSpans().size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < frames.size(); i++) {
            places[frames.get(i).index()] = i;
        }
        return places;
    }

    /** The tokens that the pruner picked first, in the order of the window. Greedy selection is nested, so this is what a smaller budget keeps. */
    int[] best(int count) {
        if (count >= tokens.length) {
            return tokens;
        }
        return Arrays.stream(tokens)
                .boxed()
                .sorted(Comparator.comparing(window.ranks()::get))
                .limit(count)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    ReadContext.Cost cost() {
        return new ReadContext.Cost(
                window.frameSpans().size(), window.seen(), window.tokens().count(), window.timings());
    }
}
