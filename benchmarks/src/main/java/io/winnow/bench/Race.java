package io.winnow.bench;

import java.io.IOException;

/** Two ways to do the same thing, timed in turns, so that what the machine does meanwhile hits both. */
public final class Race {
    private Race() {}

    /** One of the two. */
    @FunctionalInterface
    public interface Contender {
        /** Does it once; how many seconds it took. */
        double seconds() throws IOException, InterruptedException;
    }

    /**
     * Runs both, first once untimed. Which of them begins changes from pair to pair.
     *
     * @return how many times faster {@code of} was than {@code to}, a number a pair
     */
    public static double[] run(Contender of, Contender to, int pairs) {
        try {
            of.seconds();
            to.seconds();
            double[] ratios = new double[pairs];
            for (int i = 0; i < pairs; i++) {
                ratios[i] = i % 2 == 0 ? 1 / quotient(of, to) : quotient(to, of);
            }
            return ratios;
        } catch (IOException e) {
            throw new IllegalStateException("one of the two failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    /** Time of the first, which also runs first, by that of the second. */
    private static double quotient(Contender first, Contender second) throws IOException, InterruptedException {
        double seconds = first.seconds();
        return seconds / second.seconds();
    }
}
