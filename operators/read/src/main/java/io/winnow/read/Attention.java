package io.winnow.read;

import io.winnow.records.Span;
import java.util.Arrays;
import java.util.List;

/**
 * Where the words of a question and its answer look in the grounding layer. A word that looks everywhere says nothing, so each counts by how much its attention is gathered: by the square of one
 * minus its entropy over that of an even spread. Chosen on clips composed of training pictures, as are the two numbers below, where the evidence of right answers and the true stretch then have
 * half of their union in common.
 */
final class Attention {
    /** Frames with less than this share of the strongest frame's mass speak against the stretch that they are in. */
    private static final double WEAK = 0.1;

    /** Frames on either side over which masses are averaged, since what is seen in one frame is mostly there in the next. */
    private static final int BESIDE = 1;

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
            mass[context.visual().frames()[token]] += gathered * gathered * weights[token];
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

    /** The stretch that is looked at: of all stretches of frames, the one by which the sum of the masses exceeds that of as many weak frames most. None where nothing is looked at. */
    List<Span> evidence() {
        double[] smooth = smoothed();
        double weak = WEAK * Arrays.stream(smooth).max().orElse(0);
        if (weak == 0) {
            return List.of();
        }
        Segment best =
                strongest(Arrays.stream(smooth).map(frame -> frame - weak).toArray());
        return List.of(context.frames().get(best.from()).union(context.shown(best.to() - 1)));
    }

    private double[] smoothed() {
        double[] smooth = new double[mass.length];
        for (int frame = 0; frame < mass.length; frame++) {
            for (int beside = frame - BESIDE; beside <= frame + BESIDE; beside++) {
                smooth[frame] += mass[Math.min(Math.max(beside, 0), mass.length - 1)];
            }
        }
        return smooth;
    }

    /** Numbers from an index up to another. */
    record Segment(int from, int to) {}

    /** The segment of the largest sum, the first of several; numbers of which one is positive. Kadane's algorithm (Bentley, Programming Pearls, column 8). */
    static Segment strongest(double[] numbers) {
        Segment best = new Segment(0, 1);
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int from = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (sum <= 0) {
                sum = 0;
                from = i;
            }
            sum += numbers[i];
            if (sum > most) {
                most = sum;
                best = new Segment(from, i + 1);
            }
        }
        return best;
    }
}
