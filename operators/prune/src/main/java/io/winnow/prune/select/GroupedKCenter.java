package io.winnow.prune.select;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Farthest-first traversal of very many tokens, nearly. The first {@value #EXACT} picks are those of {@link KCenter}. After them a token is compared with these and with the picks near it alone:
 * those of its {@linkplain Leaves leaf}, which holds tokens that are alike, and those of its span of {@value #SPAN} tokens and the one before and behind, which are of about the same
 * time: none of them is at an end of what it sees, where picks of the other side would be repeated. The farthest of all is picked next, so a leaf of things that differ more gives more picks.
 * Takes {@code tokens * width * (EXACT + log2(leaves) + picks of a leaf and of the spans)} products at most: at a share of the tokens, in proportion to them.
 */
public final class GroupedKCenter implements Selection {
    static final int EXACT = 32;
    private static final int LEAF = 4_096;
    private static final int SPAN = 320;
    private static final int REACH = 1;
    private static final int SPANS = 2 * REACH + 1;

    private final KCenter exact;
    private final Leaves leaves;
    private final Nearness nearness;
    private final int leafSize;

    public GroupedKCenter() {
        this(Kernels.BEST, LEAF);
    }

    GroupedKCenter(Kernels kernels, int leafSize) {
        this.exact = new KCenter(kernels);
        this.leaves = new Leaves(kernels);
        this.nearness = new Nearness(kernels);
        this.leafSize = leafSize;
    }

    /** When a token is picked: those that come first, then the others; the farthest before nearer ones; then by their order. */
    private record Turn(boolean first, float nearness, int token) implements Comparable<Turn> {
        private static final Comparator<Turn> ORDER = Comparator.comparing((Turn turn) -> !turn.first())
                .thenComparing(Turn::nearness)
                .thenComparing(Turn::token);

        @Override
        public int compareTo(Turn other) {
            return ORDER.compare(this, other);
        }
    }

    /** Tokens that are alike. Its turn is the last that was found, and turns only become later. */
    private final class Leaf {
        private final int[] order;
        private final int firsts;
        private int taken;
        private Turn turn;

        /** Of at least one token. */
        Leaf(int[] tokens, BitSet first) {
            int[] before = Arrays.stream(tokens).filter(first::get).toArray();
            order = IntStream.concat(
                            Arrays.stream(before), Arrays.stream(tokens).filter(token -> !first.get(token)))
                    .toArray();
            firsts = before.length;
            turn = new Turn(firsts > 0, Float.NEGATIVE_INFINITY, order[0]);
        }

        Turn turn() {
            return turn;
        }

        Turn look(Nearness.Lists lists) {
            boolean first = taken < firsts;
            int token = nearness.farthest(order, first ? 0 : firsts, first ? firsts : order.length, lists);
            turn = new Turn(first, nearness.of(token), token);
            return turn;
        }

        /** Whether there is another after it. */
        boolean pick() {
            nearness.take(turn.token());
            taken++;
            return taken < order.length;
        }
    }

    @Override
    public int[] pick(Choice choice) {
        int budget = Math.min(choice.budget(), choice.tokens());
        int[] begun = exact.pick(choice.withBudget(Math.min(EXACT, budget)));
        int[] picks = Arrays.copyOf(begun, budget);
        if (budget > begun.length) {
            go(choice, picks, begun.length);
        }
        return picks;
    }

    private void go(Choice choice, int[] picks, int begun) {
        Picks common = new Picks();
        IntStream.range(0, choice.earlier()).forEach(i -> common.add(choice.tokens() + i));
        BitSet gone = new BitSet();
        for (int i = 0; i < begun; i++) {
            common.add(picks[i]);
            gone.set(picks[i]);
        }
        nearness.start(choice.rows(), choice.tokens(), SPANS + 1);
        List<int[]> groups = leaves.of(choice.rows(), choice.tokens(), leafSize);
        int[] leafOf = new int[choice.tokens()];
        PriorityQueue<Leaf> queue = new PriorityQueue<>(Comparator.comparing(Leaf::turn));
        for (int leaf = 0; leaf < groups.size(); leaf++) {
            for (int token : groups.get(leaf)) {
                leafOf[token] = leaf;
            }
            int[] left = Arrays.stream(groups.get(leaf))
                    .filter(token -> !gone.get(token))
                    .toArray();
            if (left.length > 0) {
                queue.add(new Leaf(left, choice.first()));
            }
        }
        Picks[] ofLeaf = copies(common, groups.size());
        // Before the first and behind the last span there are as many without picks as it reaches.
        Picks[] ofSpan = copies(new Picks(), choice.tokens() / SPAN + SPANS);
        Nearness.Lists lists =
                (list, token) -> list < SPANS ? ofSpan[token / SPAN + nearestFirst(list)] : ofLeaf[leafOf[token]];
        for (int count = begun; count < picks.length; ) {
            Leaf leaf = queue.remove();
            Turn turn = leaf.look(lists);
            boolean isNext = queue.isEmpty() || turn.compareTo(queue.element().turn()) <= 0;
            if (isNext) {
                picks[count++] = turn.token();
                ofLeaf[leafOf[turn.token()]].add(turn.token());
                ofSpan[turn.token() / SPAN + REACH].add(turn.token());
            }
            if (!isNext || leaf.pick()) {
                queue.add(leaf);
            }
        }
    }

    /** A token's own span, then the next and the one before, and so on: picks near in time are likely to be near. */
    private static int nearestFirst(int list) {
        return REACH + (list % 2 == 0 ? -list / 2 : (list + 1) / 2);
    }

    private static Picks[] copies(Picks of, int count) {
        return IntStream.range(0, count).mapToObj(i -> of.copy()).toArray(Picks[]::new);
    }
}
