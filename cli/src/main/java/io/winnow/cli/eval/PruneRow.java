package io.winnow.cli.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How right one way to have fewer tokens is, beside the one that keeps everything and those that look at nothing.
 *
 * @param answers what was answered
 * @param all on all questions
 * @param groups on those of each group, by its name
 * @param events what it has more on questions about short events
 */
record PruneRow(PruneAnswers answers, Part all, Map<String, Part> groups, Margins events) {
    /**
     * Of a group of questions.
     *
     * @param ratio 95 % interval of its accuracy by that of everything kept; empty where that gives no right answer
     */
    record Part(Share share, Optional<double[]> ratio) {
        static Part of(PruneAnswers one, PruneAnswers everything, List<EvalQuestion> of) {
            double[] interval = Bootstrap.ratio(one.right(of), everything.right(of));
            return new Part(one.share(of), Double.isNaN(interval[0]) ? Optional.empty() : Optional.of(interval));
        }

        Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            share.addTo(document);
            document.put("ratio95", interval());
            return document;
        }

        private double @Nullable [] interval() {
            return ratio.orElse(null);
        }
    }

    /**
     * 95 % intervals of its accuracy less another's; empty where there is nothing to compare with.
     *
     * @param everything less that of everything kept
     * @param uniform less that of as many tokens, evenly spread
     * @param random less that of as many tokens, by chance
     */
    record Margins(Share share, Optional<double[]> everything, Optional<double[]> uniform, Optional<double[]> random) {

        Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            share.addTo(document);
            everything.ifPresent(interval -> document.put("moreThanEverything95", interval));
            uniform.ifPresent(interval -> document.put("moreThanUniform95", interval));
            random.ifPresent(interval -> document.put("moreThanRandom95", interval));
            return document;
        }
    }

    /**
     * Compares.
     *
     * @param asked all ways, the one that keeps everything first
     */
    static PruneRow of(PruneAnswers one, List<PruneAnswers> asked, List<EvalQuestion> questions) {
        PruneAnswers everything = asked.get(0);
        Map<String, Part> groups = new LinkedHashMap<>();
        QuestionGroups.all(questions).forEach((name, of) -> groups.put(name, Part.of(one, everything, of)));
        List<EvalQuestion> events = questions.stream().filter(EventClips::asks).toList();
        return new PruneRow(
                one,
                Part.of(one, everything, questions),
                groups,
                new Margins(
                        one.share(events),
                        one.way().equals(PruneWay.ALL) ? Optional.empty() : Optional.of(more(one, everything, events)),
                        baseline(one, PruneWay.UNIFORM, asked).map(other -> more(one, other, events)),
                        baseline(one, PruneWay.RANDOM, asked).map(other -> more(one, other, events))));
    }

    private static double[] more(PruneAnswers one, PruneAnswers other, List<EvalQuestion> of) {
        return Bootstrap.difference(one.right(of), other.right(of));
    }

    private static Optional<PruneAnswers> baseline(PruneAnswers one, String pruner, List<PruneAnswers> asked) {
        return one.way().isBaseline() || one.way().clips()
                ? Optional.empty()
                : asked.stream()
                        .filter(other -> other.way().pruner().equals(pruner)
                                && other.way().keep() == one.way().keep())
                        .findFirst();
    }

    PruneWay way() {
        return answers.way();
    }

    /** On the questions of a group. */
    Share share(String group) {
        return Objects.requireNonNull(groups.get(group), group).share();
    }

    TokenDensity density() {
        return new TokenDensity(all.share(), answers.visual());
    }
}
