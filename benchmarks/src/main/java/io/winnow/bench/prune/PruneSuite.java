package io.winnow.bench.prune;

import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.prune.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Both rules of ToDRE on 2,880 vectors of 1,024 numbers, as many as LLaVA-NeXT has for a picture, against the better of two ways to write them in PyTorch, each on one thread of the processor.
 * Random directions are the worst case: nothing about one vector follows from another.
 */
public final class PruneSuite implements Suite {
    private static final int TOKENS = 2_880;
    private static final int WIDTH = 1_024;
    private static final int QUICK_RUNS = 5;
    private static final int RUNS = 15;

    @Override
    public String name() {
        return "prune";
    }

    @Override
    public List<Ratio> run(boolean quick) {
        Optional<String> missing = TorchSelection.missing();
        List<Ratio> ratios = new ArrayList<>();
        for (TokenVectors vectors : TokenVectors.all(TOKENS, WIDTH)) {
            for (Rule rule : Rule.values()) {
                for (int percent : new int[] {25, 10}) {
                    if (!quick || vectors.worst()) {
                        Contest contest = new Contest(vectors, rule, percent, quick ? QUICK_RUNS : RUNS);
                        ratios.add(missing.map(contest::notRun).orElseGet(contest::run));
                    }
                }
            }
        }
        return ratios;
    }
}
