package io.winnow.bench.prune;

import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.prune.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Both rules of ToDRE on 2,880 vectors of 1,024 numbers, as many as LLaVA-NeXT has for a picture, against the better of two ways to write them in PyTorch, each on one thread of the processor.
 * The time to an answer, a tenth of the tokens kept and all of them, and what dropping them inside the reader brings alone.
 * And windows of an hour: 100,000 vectors of 512 numbers, chosen from nearly and exactly.
 * And VQToken's k-means against scikit-learn's.
 * Random directions are the worst case: nothing about one vector follows from another.
 */
public final class PruneSuite implements Suite {
    private static final int TOKENS = 2_880;
    private static final int WIDTH = 1_024;
    private static final int MANY = 100_000;
    private static final int MANY_QUICK = 20_000;
    private static final int MANY_WIDTH = 512;
    private static final int FRAMES = 32;
    private static final int FEW_FRAMES = 8;
    private static final int QUICK_RUNS = 5;
    private static final int RUNS = 15;

    private static List<TokenVectors> many(boolean quick) {
        if (quick) {
            return List.of(TokenVectors.drifting(MANY_QUICK, MANY_WIDTH));
        }
        List<TokenVectors> all = new ArrayList<>(TokenVectors.all(MANY, MANY_WIDTH));
        all.add(TokenVectors.drifting(MANY, MANY_WIDTH));
        return all;
    }

    @Override
    public String name() {
        return "prune";
    }

    @Override
    public void run(boolean quick, Consumer<Ratio> each) {
        Optional<String> missing = TorchSelection.missing();
        for (TokenVectors vectors : TokenVectors.all(TOKENS, WIDTH)) {
            for (Rule rule : Rule.values()) {
                for (int percent : new int[] {25, 10}) {
                    if (!quick || vectors.worst()) {
                        Contest contest = new Contest(vectors, rule, percent, quick ? QUICK_RUNS : RUNS);
                        each.accept(missing.map(contest::notRun).orElseGet(contest::run));
                    }
                }
            }
        }
        TimeToAnswer.measure(quick ? QUICK_RUNS : RUNS).forEach(each);
        InsideReader.measure(quick ? QUICK_RUNS : RUNS, quick).forEach(each);
        for (TokenVectors vectors : many(quick)) {
            for (Rule rule : Rule.values()) {
                new ManyTokens(vectors, rule).run().forEach(each);
            }
        }
        each.accept(new Clustering(quick ? FEW_FRAMES : FRAMES, quick ? QUICK_RUNS : RUNS).run());
    }
}
