package io.winnow.cli.eval;

import io.winnow.cli.command.Table;
import io.winnow.read.Alternatives;
import io.winnow.records.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Accuracies, in all and by type and kind, beside those of baselines.
 *
 * @param questions that were asked
 * @param answers of the line
 * @param baselines by name, in the order of the columns
 * @param records of the answers, by the row's id
 */
record QaReport(List<EvalQuestion> questions, Given answers, Map<String, Given> baselines, Map<String, Answer> records)
        implements Report {

    @Override
    public Share all() {
        return answers.share(questions, question -> true);
    }

    @Override
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        Share all = all();
        document.put("total", all.total());
        document.put("correct", all.correct());
        document.put("accuracy", all.accuracy());
        density(question -> true).addTo(document);
        document.put("byType", by(EvalQuestion::type));
        document.put("byKind", by(EvalQuestion::kind));
        Map<String, Double> scored = new LinkedHashMap<>();
        baselines.forEach((name, given) ->
                scored.put(name, given.share(questions, question -> true).accuracy()));
        document.put("baselines", scored);
        document.put("interval95", all.interval());
        document.put("evidence", Overlap.of(questions, records).document());
        Map<String, Object> calibration = new LinkedHashMap<>();
        calibration.put("scored", reliability(QaReport::namesAlternatives).document());
        calibration.put(
                "written", reliability(question -> !namesAlternatives(question)).document());
        document.put("calibration", calibration);
        return document;
    }

    /** TokDense of some of the questions. */
    TokenDensity density(Predicate<EvalQuestion> group) {
        return TokenDensity.of(questions, answers, records, group);
    }

    private Reliability reliability(Predicate<EvalQuestion> of) {
        return Reliability.of(questions, records, of);
    }

    private static boolean namesAlternatives(EvalQuestion question) {
        return !Alternatives.of(question.question()).isEmpty();
    }

    private Map<String, Object> by(Function<EvalQuestion, String> property) {
        Map<String, Object> groups = new LinkedHashMap<>();
        for (String value : values(property)) {
            Predicate<EvalQuestion> group = question -> property.apply(question).equals(value);
            Share share = answers.share(questions, group);
            Map<String, Object> document = new LinkedHashMap<>();
            share.addTo(document);
            density(group).addTo(document);
            baselines.forEach((name, given) ->
                    document.put(name, given.share(questions, group).accuracy()));
            groups.put(value, document);
        }
        return groups;
    }

    private SortedSet<String> values(Function<EvalQuestion, String> property) {
        return questions.stream().map(property).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Table table() {
        List<String> header =
                new ArrayList<>(List.of("questions", "asked", "right", "%", "95 %", "tokens", "TokDense"));
        header.addAll(baselines.keySet());
        Table table = Table.of(header.toArray(String[]::new));
        for (String type : values(EvalQuestion::type)) {
            row(table, type, question -> question.type().equals(type));
        }
        for (String kind : values(EvalQuestion::kind)) {
            row(table, "all of " + kind, question -> question.kind().equals(kind));
        }
        row(table, "all", question -> true);
        return table;
    }

    private void row(Table table, String name, Predicate<EvalQuestion> group) {
        Share share = answers.share(questions, group);
        List<Object> cells = new ArrayList<>();
        cells.add(name);
        cells.add(share.total());
        cells.add(share.correct());
        cells.add(percent(share.accuracy()));
        cells.add(percent(share.interval()[0]) + " to " + percent(share.interval()[1]));
        cells.addAll(density(group).cells());
        baselines
                .values()
                .forEach(
                        given -> cells.add(percent(given.share(questions, group).accuracy())));
        table.row(cells.toArray());
    }

    @Override
    public void show(Page page) {
        page.table(table());
        page.text(
                "Tokens are visual ones that a question reads, in the mean; TokDense is the accuracy in percent by these.");
        AccuracyPlot plot = new AccuracyPlot("Right answers by type, with 95 % intervals");
        for (String type : values(EvalQuestion::type)) {
            Predicate<EvalQuestion> group = question -> question.type().equals(type);
            Map<String, Double> beside = new LinkedHashMap<>();
            baselines.forEach((name, given) ->
                    beside.put(name, given.share(questions, group).accuracy()));
            plot.row(type, answers.share(questions, group), beside);
        }
        page.plot("accuracy", plot.svg());
        Overlap overlap = Overlap.of(questions, records);
        if (overlap.total() > 0) {
            page.text(
                    "Of " + overlap.total() + " right answers to questions that say where their answer is to be seen, "
                            + percent(new Share(overlap.total(), overlap.overlapping()).accuracy())
                            + " % name evidence that overlaps it; the mean of intersection over union is "
                            + String.format(Locale.ROOT, "%.2f", overlap.meanIou()) + ".");
        }
        Reliability scored = reliability(QaReport::namesAlternatives);
        Reliability written = reliability(question -> !namesAlternatives(question));
        page.text(calibrated("scored", scored) + " " + calibrated("written", written));
        page.plot(
                "confidence",
                new ReliabilityPlot("Confidence and right answers")
                        .curve("scored", scored)
                        .curve("written", written)
                        .svg());
    }

    private static String calibrated(String which, Reliability reliability) {
        return "The expected calibration error of " + reliability.total() + " " + which + " answers is "
                + String.format(Locale.ROOT, "%.3f", reliability.error()) + ".";
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
