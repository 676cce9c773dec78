package io.winnow.cli.eval;

import io.winnow.read.ReadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A way to have fewer tokens.
 *
 * @param pruner what is said of it
 * @param keep share of the tokens; 1 where a tokenizer decides
 * @param settings of the pipeline, each {@code KEY=VALUE}
 * @param clips whether the tokens are those of clips, which a tokenizer of their own makes
 * @param stage2 whether the reader may drop what is left of them between its layers
 */
record PruneWay(String pruner, double keep, List<String> settings, boolean clips, boolean stage2) {
    /** That keeps everything in all layers: what all others are compared with. */
    static final PruneWay ALL = new PruneWay("keep-all", 1, List.of("prune.pruner=keep-all"), false, false);

    static final String UNIFORM = "uniform";
    static final String RANDOM = "random";

    /** Chosen on held-out training material. */
    private static final double SPREAD = 0.35;

    private static final List<Integer> CENTROIDS = List.of(8, 16, 32);

    PruneWay {
        settings = List.copyOf(settings);
    }

    /** The same with the second stage of ToDRE behind it. */
    PruneWay inside() {
        return new PruneWay(pruner + " + stage 2", keep, settings, clips, true);
    }

    /** What the pipeline is run with, each {@code KEY=VALUE}. */
    List<String> all() {
        double below = stage2 ? ReadOptions.defaults().dropBelow() : 0;
        return Stream.concat(settings.stream(), Stream.of("read.drop-below=" + below))
                .toList();
    }

    /** Whether it is one of those that look at nothing. */
    boolean isBaseline() {
        return pruner.equals(UNIFORM) || pruner.equals(RANDOM);
    }

    /** All, the one that keeps everything first. */
    static List<PruneWay> all(List<Double> keeps) {
        List<PruneWay> ways = new ArrayList<>(List.of(ALL, ALL.inside()));
        for (double keep : keeps) {
            if (keep < 1) {
                PruneWay nearest = todre("k-center", keep, 0);
                PruneWay summed = todre("max-sum", keep, 0);
                ways.addAll(
                        List.of(nearest, nearest.inside(), todre("k-center", keep, SPREAD), summed, summed.inside()));
                Stream.of("temporal", UNIFORM, RANDOM)
                        .map(pruner -> new PruneWay(
                                pruner, keep, List.of("prune.pruner=" + pruner, "prune.keep=" + keep), false, false))
                        .forEach(ways::add);
            }
        }
        CENTROIDS.forEach(count -> ways.add(centroids(
                String.format(Locale.ROOT, "vqtoken, %d", count),
                List.of("tokenize.vqtoken.selection=fixed", "tokenize.vqtoken.count=" + count))));
        ways.add(centroids("vqtoken, adaptive", List.of("tokenize.vqtoken.selection=elbow")));
        return ways;
    }

    private static PruneWay todre(String rule, double keep, double spread) {
        return new PruneWay(
                "todre, " + rule + (spread > 0 ? ", spread" : ""),
                keep,
                List.of("prune.pruner=todre", "prune.rule=" + rule, "prune.spread=" + spread, "prune.keep=" + keep),
                false,
                false);
    }

    private static PruneWay centroids(String name, List<String> settings) {
        List<String> all = new ArrayList<>(List.of("tokenize.system=vqtoken", "prune.pruner=keep-all"));
        all.addAll(settings);
        return new PruneWay(name, 1, all, true, false);
    }
}
