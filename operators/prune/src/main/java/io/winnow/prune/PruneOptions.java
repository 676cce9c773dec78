package io.winnow.prune;

import io.winnow.records.Describe;
import io.winnow.records.Span;
import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/**
 * How tokens are pruned.
 *
 * @param pruner which tokens are kept
 * @param rule of ToDRE
 * @param keep how much of a window
 * @param agree part of a sample's answers that must agree with those on all tokens, where the share is to be found
 * @param still of ToDRE: change (1 - cosine to the same cell a frame before, 0 to 2) below which a cell comes last; 0 lets all cells come at once, as published
 * @param spread of ToDRE: share that place in the frame has in the distance of two cells, from 0 (none, as published) to 1 (all)
 * @param remember of ToDRE: earlier windows of an epoch whose kept tokens count as picked
 * @param exactUpTo of ToDRE: tokens of the largest window that is chosen from exactly; larger ones nearly, in time in proportion to their tokens
 * @param window where a stream is cut
 */
public record PruneOptions(
        @Describe(
                key = "prune.pruner",
                text = "Which tokens are kept: the most different (todre), those that changed (temporal), evenly spread"
                        + " (uniform), by chance (random), the first of each record (prefix), or all (keep-all).")
        PrunerKind pruner,

        @Describe(
                key = "prune.rule",
                text =
                        "How todre measures the distance to the tokens already picked: to the nearest (k-center) or summed"
                                + " over all (max-sum).")
        Rule rule,

        @Describe(
                key = "prune.keep",
                text =
                        "How much is kept: a share of each window's tokens (0.25 or 25%), so many of them (256 tokens), or"
                                + " at most so many a second for the whole pipeline, shared equally by its sources (500 tokens/s)"
                                + " or by as many streams as are named (500 tokens/s over 4 streams). auto: the smallest share"
                                + " whose answers agree with those on all tokens, on a sample that is tried before a run begins.")
        Keep keep,

        @Describe(
                key = "prune.agree",
                text = "For prune.keep: auto: the part of the sample's answers that must agree, above 0 and at most 1.",
                content = false)
        double agree,

        @Describe(
                key = "prune.still",
                text =
                        "For todre: cells that changed by less than this since the frame before (1 - cosine, 0 to 2) come"
                                + " after all others. 0: no difference between them.")
        double still,

        @Describe(
                key = "prune.spread",
                text = "For todre: how much it counts that two cells stand apart in the frame, beside that they show"
                        + " different things: 0 not at all, as published, to 1 alone.")
        double spread,

        @Describe(
                key = "prune.remember",
                text =
                        "For todre: how many earlier windows of the epoch count, so that what they kept is not kept again.")
        int remember,

        @Describe(
                key = "prune.exact-up-to",
                text = "For todre: most tokens of a window that is chosen from exactly. From larger ones it is chosen"
                        + " nearly, in time in proportion to their tokens.")
        int exactUpTo,

        WindowOptions window)
        implements Serializable {
    private static final int MOST_REMEMBERED = 64;
    private static final int EXACT = 16_384;
    private static final double AGREE = 0.95;

    public PruneOptions {
        Objects.requireNonNull(keep, "keep");
        if (!(agree > 0 && agree <= 1)) {
            throw new IllegalArgumentException(
                    "a part of " + agree + " of the answers must agree, which is not above 0 and at most 1");
        }
        if (!(still >= 0 && still <= 2)) {
            throw new IllegalArgumentException("a change of " + still + " is not between 0 and 2");
        }
        if (!(spread >= 0 && spread <= 1)) {
            throw new IllegalArgumentException("a spread of " + spread + " is not between 0 and 1");
        }
        if (remember < 0 || remember > MOST_REMEMBERED) {
            throw new IllegalArgumentException(remember + " earlier windows are not between 0 and " + MOST_REMEMBERED);
        }
        if (exactUpTo < 0) {
            throw new IllegalArgumentException("a window has no " + exactUpTo + " tokens");
        }
    }

    /** As the shipped reader was trained. */
    public static PruneOptions defaults() {
        return new PruneOptions(
                PrunerKind.TODRE,
                Rule.K_CENTER,
                new Keep.Share(0.25),
                AGREE,
                0.3,
                0,
                0,
                EXACT,
                WindowOptions.automatic());
    }

    public PruneOptions withPruner(PrunerKind other) {
        return new PruneOptions(other, rule, keep, agree, still, spread, remember, exactUpTo, window);
    }

    public PruneOptions withRule(Rule other) {
        return new PruneOptions(pruner, other, keep, agree, still, spread, remember, exactUpTo, window);
    }

    public PruneOptions withKeep(double share) {
        return withKeep(new Keep.Share(share));
    }

    public PruneOptions withKeep(Keep other) {
        return new PruneOptions(pruner, rule, other, agree, still, spread, remember, exactUpTo, window);
    }

    public PruneOptions withAgree(double other) {
        return new PruneOptions(pruner, rule, keep, other, still, spread, remember, exactUpTo, window);
    }

    public PruneOptions withStill(double other) {
        return new PruneOptions(pruner, rule, keep, agree, other, spread, remember, exactUpTo, window);
    }

    public PruneOptions withSpread(double other) {
        return new PruneOptions(pruner, rule, keep, agree, still, other, remember, exactUpTo, window);
    }

    public PruneOptions withRemember(int other) {
        return new PruneOptions(pruner, rule, keep, agree, still, spread, other, exactUpTo, window);
    }

    public PruneOptions withExactUpTo(int other) {
        return new PruneOptions(pruner, rule, keep, agree, still, spread, remember, other, window);
    }

    public PruneOptions withWindow(WindowOptions other) {
        return new PruneOptions(pruner, rule, keep, agree, still, spread, remember, exactUpTo, other);
    }

    /** How many tokens are kept of a window that has so many and stands for a time. */
    public int budget(int tokens, Span time) {
        return pruner == PrunerKind.KEEP_ALL ? tokens : keep.budget(tokens, time);
    }

    /** Name and options of the pruner, as pruned windows state them: {@code todre(rule=k-center, keep=0.25, still=0.3)}. */
    public String describe() {
        String separator = ", ";
        return switch (pruner) {
            case KEEP_ALL -> word(pruner);
            case TODRE ->
                word(pruner) + "(rule=" + word(rule) + separator + "keep=" + keep + separator + "still=" + still
                        + (spread > 0 ? separator + "spread=" + spread : "")
                        + (remember > 0 ? separator + "remember=" + remember : "")
                        + (exactUpTo == EXACT ? "" : separator + "exact-up-to=" + exactUpTo) + ")";
            case TEMPORAL, UNIFORM, RANDOM, PREFIX -> word(pruner) + "(keep=" + keep + ")";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
