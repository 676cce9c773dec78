package io.winnow.bench.prune;

import io.winnow.bench.Ratio;
import io.winnow.prune.Rule;
import io.winnow.prune.select.Choice;
import io.winnow.prune.select.Greedy;
import io.winnow.prune.select.KCenter;
import io.winnow.prune.select.MaxSum;
import io.winnow.prune.select.UnitRows;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** One rule at one share, done by Winnow and by PyTorch in turns. Normalising the vectors belongs to both. */
record Contest(TokenVectors vectors, Rule rule, int percent, int runs) {
    private static final int WARM_UP = 4;
    private static final int COMPARED = 32;

    private String title() {
        return rule.name().toLowerCase(Locale.ROOT).replace('_', '-') + ", " + percent + " % of " + vectors.count()
                + " x " + vectors.width() + ", " + vectors.name();
    }

    Ratio notRun(String why) {
        return Ratio.notRun("prune", title(), "winnow", "pytorch", 1, why);
    }

    Ratio run() {
        int budget = vectors.count() * percent / 100;
        Greedy greedy = rule == Rule.K_CENTER ? new KCenter() : new MaxSum();
        UnitRows rows = new UnitRows();
        Supplier<int[]> own = () -> greedy.pick(Choice.of(vectors.normalised(rows), 0, budget));
        try (TorchSelection gram = TorchSelection.open("gram", vectors, rule, budget);
                TorchSelection steps = TorchSelection.open("steps", vectors, rule, budget)) {
            check(own.get(), gram.get(), steps.get());
            for (int i = 0; i < WARM_UP; i++) {
                nanos(own);
            }
            double[] ratios = new double[runs];
            for (int i = 0; i < runs; i++) {
                double rival = Math.min(nanos(gram), nanos(steps));
                ratios[i] = rival / nanos(own);
            }
            return Ratio.of("prune", title(), "winnow", "pytorch, the better of two forms", ratios, 1)
                    .aiming(1);
        }
    }

    /** Rounding may part them later, after a tie. */
    private static void check(int[] own, int[]... others) {
        int compared = Math.min(COMPARED, own.length);
        for (int[] other : others) {
            if (own.length != other.length || !Arrays.equals(own, 0, compared, other, 0, compared)) {
                throw new IllegalStateException(
                        "the two pick differently: " + Arrays.toString(own) + " and " + Arrays.toString(other));
            }
        }
    }

    private static double nanos(Supplier<int[]> pick) {
        long started = System.nanoTime();
        int[] picks = pick.get();
        long spent = System.nanoTime() - started;
        if (picks.length == 0) {
            throw new IllegalStateException("nothing was picked");
        }
        return spent;
    }
}
