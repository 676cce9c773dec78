package io.winnow.bench.prune;

import io.winnow.bench.Ratio;
import io.winnow.prune.Rule;
import io.winnow.prune.select.BatchedMaxSum;
import io.winnow.prune.select.Choice;
import io.winnow.prune.select.GroupedKCenter;
import io.winnow.prune.select.KCenter;
import io.winnow.prune.select.MaxSum;
import io.winnow.prune.select.Selection;
import io.winnow.prune.select.UnitRows;
import java.util.List;
import java.util.Locale;

/**
 * Selection of very many tokens, which is only nearly greedy, against the greedy one: how much faster, and what is lost. Of k-center that is the radius, the largest distance of a token from the
 * nearest kept one (of {@value #LOOKED_AT} of the tokens); of max-sum the sum of the distances between those kept.
 */
record ManyTokens(TokenVectors vectors, Rule rule) {
    private static final int SHARE = 10;
    private static final int LOOKED_AT = 2_000;
    private static final double FASTER = 20;
    private static final double AS_GOOD = 0.97;
    private static final double NANOS = 1e9;

    private static final String NEARLY = "winnow, nearly greedy";
    private static final String EXACTLY = "winnow, greedy";

    List<Ratio> run() {
        UnitRows rows = vectors.normalised(new UnitRows());
        Choice choice = Choice.of(rows, 0, vectors.count() / SHARE);
        Selection nearly = rule == Rule.K_CENTER ? new GroupedKCenter() : new BatchedMaxSum();
        nearly.pick(choice);
        Run near = Run.of(nearly, choice);
        Run exact = Run.of(rule == Rule.K_CENTER ? new KCenter() : new MaxSum(), choice);
        double kept = rule == Rule.K_CENTER
                ? radius(rows, exact.picks()) / radius(rows, near.picks())
                : distances(rows, near.picks()) / distances(rows, exact.picks());
        String title = rule.name().toLowerCase(Locale.ROOT).replace('_', '-') + ", " + 100 / SHARE + " % of "
                + vectors.count() + " x " + vectors.width() + ", " + vectors.name();
        return List.of(
                ratio(title + ": time", exact.seconds() / near.seconds(), FASTER),
                ratio(title + ": " + (rule == Rule.K_CENTER ? "radius" : "distances"), kept, AS_GOOD));
    }

    private static Ratio ratio(String title, double ratio, double aim) {
        return Ratio.of("prune", title, NEARLY, EXACTLY, new double[] {ratio}, 1)
                .aiming(aim);
    }

    private record Run(int[] picks, double seconds) {
        static Run of(Selection selection, Choice choice) {
            long started = System.nanoTime();
            int[] picks = selection.pick(choice);
            return new Run(picks, (System.nanoTime() - started) / NANOS);
        }
    }

    private static double radius(UnitRows rows, int[] picks) {
        double largest = 0;
        for (int i = 0; i < LOOKED_AT; i++) {
            int row = (int) ((long) i * rows.count() / LOOKED_AT);
            float nearest = -1;
            for (int pick : picks) {
                nearest = Math.max(nearest, rows.cosine(row, pick));
            }
            largest = Math.max(largest, 1 - nearest);
        }
        return largest;
    }

    /** Over all ordered pairs: the square of their number less that of the length of their sum. */
    private double distances(UnitRows rows, int[] picks) {
        double[] sum = new double[rows.width()];
        for (int pick : picks) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += rows.number(pick, i);
            }
        }
        double squares = 0;
        for (double number : sum) {
            squares += number * number;
        }
        return (double) picks.length * picks.length - squares;
    }
}
