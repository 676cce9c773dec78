package io.winnow.cli.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Pairs every medium with another of its kind, for the baseline that looks at the wrong picture. */
final class Shuffle {
    private Shuffle() {}

    /** The other medium of each; a kind with only one keeps it. */
    static Map<String, String> of(List<EvalQuestion> questions, long seed) {
        Map<String, Set<String>> kinds = new LinkedHashMap<>();
        questions.forEach(question -> kinds.computeIfAbsent(question.kind(), kind -> new LinkedHashSet<>())
                .add(question.media()));
        Map<String, String> others = new HashMap<>();
        for (Set<String> media : kinds.values()) {
            List<String> order = new ArrayList<>(media);
            Collections.shuffle(order, new Random(seed));
            for (int i = 0; i < order.size(); i++) {
                others.put(order.get(i), order.get((i + 1) % order.size()));
            }
        }
        return others;
    }
}
