package io.winnow.cli.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random choices in the forms that scenes need. */
final class Dealer {
    private final SplittableRandom random;

    Dealer(long seed) {
        this.random = new SplittableRandom(seed);
    }

    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    <T> List<T> shuffled(List<T> from) {
        List<T> all = new ArrayList<>(from);
        for (int i = all.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            T held = all.get(i);
            all.set(i, all.get(other));
            all.set(other, held);
        }
        return all;
    }
}
