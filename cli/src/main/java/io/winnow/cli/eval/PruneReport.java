package io.winnow.cli.eval;

import io.winnow.cli.command.Table;
import io.winnow.records.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Right answers, tokens and time, by what was kept.
 *
 * @param questions that were asked in every way
 * @param asked the ways, the one that keeps everything first
 * @param bundles by what uses them
 * @param failures what could not be read, a line each
 */
record PruneReport(
        List<EvalQuestion> questions, List<Asked> asked, Map<String, String> bundles, List<String> failures) {
    PruneReport {
        questions = List.copyOf(questions);
        asked = List.copyOf(asked);
        failures = List.copyOf(failures);
    }

    /**
     * A way, and what was answered.
     *
     * @param answers by the row's id; what is missing is wrong
     */
    record Asked(PruneWay way, Map<String, Answer> answers) {
        private double mean(ToDoubleFunction<Answer> number) {
            return answers.values().stream().mapToDouble(number).average().orElse(0);
        }

        /** Visual tokens that the reader read. */
        double visual() {
            return mean(answer -> answer.counts().read());
        }

        double pruneMillis() {
            return mean(answer -> answer.millis().prune());
        }

        double readMillis() {
            return mean(answer -> answer.millis().total());
        }

        boolean[] right(List<EvalQuestion> of) {
            boolean[] right = new boolean[of.size()];
            for (int i = 0; i < right.length; i++) {
                Answer answer = answers.get(of.get(i).id());
                right[i] = answer != null && of.get(i).isRight(answer.answer());
            }
            return right;
        }

        Share share(List<EvalQuestion> of) {
            long correct = 0;
            for (boolean one : right(of)) {
                correct += one ? 1 : 0;
            }
            return new Share(of.size(), correct);
        }

        TokenDensity density(List<EvalQuestion> of) {
            return new TokenDensity(share(of), visual());
        }
    }

    private List<EvalQuestion> of(Predicate<EvalQuestion> group) {
        return questions.stream().filter(group).toList();
    }

    private SortedSet<String> kinds() {
        return questions.stream().map(EvalQuestion::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    private Asked everything() {
        return asked.get(0);
    }

    /** As {@code --json} prints it: a row a way. */
    List<Map<String, Object>> document() {
        return asked.stream().map(this::row).toList();
    }

    private Map<String, Object> row(Asked one) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("pruner", one.way().pruner());
        row.put("keep", one.way().keep());
        one.share(questions).addTo(row);
        row.put("millisToAnswer", one.pruneMillis() + one.readMillis());
        row.put("millis", Map.of("prune", one.pruneMillis(), "read", one.readMillis()));
        row.put("visualTokens", one.visual());
        one.density(questions).addTo(row);
        row.put("stage2", false);
        row.put("ratio95", ratio(one, questions));
        Map<String, Object> kinds = new LinkedHashMap<>();
        for (String kind : kinds()) {
            List<EvalQuestion> group = of(question -> question.kind().equals(kind));
            Map<String, Object> share = new LinkedHashMap<>();
            one.share(group).addTo(share);
            share.put("ratio95", ratio(one, group));
            kinds.put(kind, share);
        }
        row.put("byKind", kinds);
        return row;
    }

    /** Null where everything kept gives no right answer, so that there is no ratio. */
    private double @Nullable [] ratio(Asked one, List<EvalQuestion> of) {
        double[] interval = Bootstrap.ratio(one.right(of), everything().right(of));
        return Double.isNaN(interval[0]) ? null : interval;
    }

    /** Of all questions, and by their kinds. */
    Table table() {
        List<String> header = new ArrayList<>(
                List.of("pruner", "% kept", "tokens", "TokDense", "prune ms", "read ms", "%", "by everything's"));
        header.addAll(kinds());
        Table table = Table.of(header.toArray(String[]::new));
        for (Asked one : asked) {
            List<Object> cells = new ArrayList<>(List.of(
                    one.way().pruner(),
                    one.way().clips() ? "" : QaReport.percent(one.way().keep())));
            cells.addAll(one.density(questions).cells());
            cells.addAll(List.of(
                    decimal("%.1f", one.pruneMillis()),
                    decimal("%.1f", one.readMillis()),
                    QaReport.percent(one.share(questions).accuracy()),
                    interval(
                            "%.2f",
                            Bootstrap.ratio(one.right(questions), everything().right(questions)))));
            for (String kind : kinds()) {
                cells.add(QaReport.percent(
                        one.share(of(question -> question.kind().equals(kind))).accuracy()));
            }
            table.row(cells.toArray());
        }
        return table;
    }

    /** On questions about short events: what each way has more than everything kept, and than the baselines at the same share. */
    Table events() {
        List<EvalQuestion> events = of(EventClips::asks);
        Table table = Table.of("pruner", "% kept", "%", "more than everything", "than uniform", "than random");
        for (Asked one : asked) {
            table.row(
                    one.way().pruner(),
                    one.way().clips() ? "" : QaReport.percent(one.way().keep()),
                    QaReport.percent(one.share(events).accuracy()),
                    more(one, one.way().equals(PruneWay.ALL) ? Optional.empty() : Optional.of(everything()), events),
                    more(one, baseline(one, PruneWay.UNIFORM), events),
                    more(one, baseline(one, PruneWay.RANDOM), events));
        }
        return table;
    }

    private Optional<Asked> baseline(Asked one, String pruner) {
        return one.way().isBaseline() || one.way().clips()
                ? Optional.empty()
                : asked.stream()
                        .filter(other -> other.way().pruner().equals(pruner)
                                && other.way().keep() == one.way().keep())
                        .findFirst();
    }

    private static String more(Asked one, Optional<Asked> than, List<EvalQuestion> of) {
        return than.map(other -> {
                    double[] percent = Bootstrap.difference(one.right(of), other.right(of));
                    return interval("%+.1f", new double[] {100 * percent[0], 100 * percent[1]});
                })
                .orElse("");
    }

    /** Adds tables and plots to a page. */
    void show(Page page) {
        page.text(questions.size() + " questions, of which "
                + of(EventClips::asks).size()
                + " are about one thing that crosses a drawn clip of 30 seconds once. The reader takes as many tokens as"
                + " it was ever shown; of more, each window gives those of the lowest rank. `read ms` is the reader's work on"
                + " a question, among many at once; tokens are those that a question reads, in the mean; TokDense is the accuracy in percent by these. Intervals are of"
                + " 95 %, by a paired bootstrap over the questions.");
        page.table(table());
        page.plot("all", plot("Right answers by tokens kept", question -> true));
        page.text("Questions about short events, in percentage points:");
        page.table(events());
        page.plot("events", plot("Right answers about short events", EventClips::asks));
        best(page);
    }

    /** Says where a baseline that looks at nothing is no worse than the best of the others. */
    private void best(Page page) {
        for (double keep : asked.stream()
                .filter(one -> !one.way().clips())
                .map(one -> one.way().keep())
                .distinct()
                .toList()) {
            for (String kind : kinds()) {
                List<EvalQuestion> group = of(question -> question.kind().equals(kind));
                Optional<Asked> baseline = best(keep, group, true);
                Optional<Asked> chosen = best(keep, group, false);
                if (baseline.isPresent()
                        && chosen.isPresent()
                        && baseline.get().share(group).correct()
                                >= chosen.get().share(group).correct()) {
                    page.text("At " + QaReport.percent(keep) + " % kept, `"
                            + baseline.get().way().pruner() + "` is no worse on questions of the kind " + kind
                            + " than any that looks.");
                }
            }
        }
    }

    private Optional<Asked> best(double keep, List<EvalQuestion> group, boolean baseline) {
        return asked.stream()
                .filter(one -> one.way().keep() == keep && keep < 1 && one.way().isBaseline() == baseline)
                .max((one, other) -> Long.compare(
                        one.share(group).correct(), other.share(group).correct()));
    }

    private String plot(String title, Predicate<EvalQuestion> group) {
        List<EvalQuestion> of = of(group);
        LinePlot plot = new LinePlot(title, "% of the tokens kept", "%", true);
        Map<String, List<LinePlot.Point>> lines = new LinkedHashMap<>();
        for (Asked one : asked) {
            if (!one.way().equals(PruneWay.ALL) && !one.way().clips()) {
                lines.computeIfAbsent(one.way().pruner(), any -> new ArrayList<>(List.of(point(everything(), of))))
                        .add(point(one, of));
            }
        }
        lines.forEach(plot::line);
        return plot.svg();
    }

    private static LinePlot.Point point(Asked one, List<EvalQuestion> of) {
        return new LinePlot.Point(100 * one.way().keep(), 100 * one.share(of).accuracy());
    }

    private static String interval(String form, double[] bounds) {
        return decimal(form, bounds[0]) + " to " + decimal(form, bounds[1]);
    }

    private static String decimal(String form, double number) {
        return String.format(Locale.ROOT, form, number);
    }
}
