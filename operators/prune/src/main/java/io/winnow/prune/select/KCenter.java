package io.winnow.prune.select;

/** Farthest-first traversal (greedy k-center; ToDRE, arXiv v1, section 3): the score of a token is its cosine to the nearest of those picked. */
public final class KCenter extends Greedy {
    private final Nearness nearness;
    private final Picks picks = new Picks();

    public KCenter() {
        this(Kernels.BEST);
    }

    KCenter(Kernels kernels) {
        nearness = new Nearness(kernels);
    }

    @Override
    void start(Choice choice) {
        nearness.start(choice.rows(), choice.tokens(), 1);
        picks.clear();
        for (int i = 0; i < choice.earlier(); i++) {
            picks.add(choice.tokens() + i);
        }
    }

    @Override
    int lowest(int[] order, int from, int to) {
        return nearness.farthest(order, from, to, (list, token) -> picks);
    }

    @Override
    void picked(int token) {
        picks.add(token);
        nearness.take(token);
    }
}
