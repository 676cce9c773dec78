package io.winnow.read;

import io.winnow.records.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the words of a question and its answer look in the grounding layer. A word that looks everywhere says nothing, so each counts by how much its attention is gathered: one minus its entropy
 * over that of an even spread.
 */
final class Attention {
    private static final int MOST_SPANS = 3;

    /** Frames with less than this share of the strongest frame's mass are no evidence. */
    private static final double WEAKEST = 0.5;

    private final ReadContext context;
    private final double[] mass;

    Attention(ReadContext context) {
        this.context = context;
        this.mass = new double[context.frames().size()];
    }

    /**
     * Adds a word.
     *
     * @param weights {@code [tokens or more]} of the word over the visual tokens
     */
    void add(float[] weights) {
        int tokens = context.tokens();
        double gathered = gathered(weights, tokens);
        for (int token = 0; token < tokens; token++) {
            mass[context.visual().frames()[token]] += gathered * weights[token];
        }
    }

    private static double gathered(float[] weights, int tokens) {
        double entropy = 0;
        for (int token = 0; token < tokens; token++) {
            if (weights[token] > 0) {
                entropy -= weights[token] * Math.log(weights[token]);
            }
        }
        return tokens < 2 ? 1 : Math.max(0, 1 - entropy / Math.log(tokens));
    }

    /** The spans of the frames looked at most, neighbours joined, strongest first. */
    List<Span> evidence() {
        double most = 0;
        for (double frame : mass) {
            most = Math.max(most, frame);
        }
        List<Stretched> found = new ArrayList<>();
        boolean open = false;
        for (int frame = 0; frame < mass.length && most > 0; frame++) {
            boolean strong = mass[frame] >= WEAKEST * most;
            if (strong && open) {
                Stretched last = found.remove(found.size() - 1);
                found.add(last.with(context.frames().get(frame), mass[frame]));
            } else if (strong) {
                found.add(new Stretched(context.frames().get(frame), mass[frame]));
            }
            open = strong;
        }
        return found.stream()
                .sorted(Comparator.comparingDouble(Stretched::mass).reversed())
                .limit(MOST_SPANS)
                .map(Stretched::span)
                .toList();
    }

    private record Stretched(Span span, double mass) {
        Stretched with(Span next, double more) {
            return new Stretched(span.union(next), mass + more);
        }
    }
}
