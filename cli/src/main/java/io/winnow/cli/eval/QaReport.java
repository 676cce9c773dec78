package io.winnow.cli.eval;

import io.winnow.cli.command.Table;
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
 */
record QaReport(List<EvalQuestion> questions, Given answers, Map<String, Given> baselines) {

    /** Of all questions. */
    Share all() {
        return answers.share(questions, question -> true);
    }

    Map<String, Object> document() {
        Share all = all();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("total", all.total());
        document.put("correct", all.correct());
        document.put("accuracy", all.accuracy());
        document.put("byType", by(EvalQuestion::type));
        document.put("byKind", by(EvalQuestion::kind));
        Map<String, Double> scored = new LinkedHashMap<>();
        baselines.forEach((name, given) ->
                scored.put(name, given.share(questions, question -> true).accuracy()));
        document.put("baselines", scored);
        document.put("interval95", all.interval());
        return document;
    }

    private Map<String, Object> by(Function<EvalQuestion, String> property) {
        Map<String, Object> groups = new LinkedHashMap<>();
        for (String value : values(property)) {
            Predicate<EvalQuestion> group = question -> property.apply(question).equals(value);
            Share share = answers.share(questions, group);
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("total", share.total());
            document.put("correct", share.correct());
            document.put("accuracy", share.accuracy());
            document.put("interval95", share.interval());
            baselines.forEach((name, given) ->
                    document.put(name, given.share(questions, group).accuracy()));
            groups.put(value, document);
        }
        return groups;
    }

    private SortedSet<String> values(Function<EvalQuestion, String> property) {
        return questions.stream().map(property).collect(Collectors.toCollection(TreeSet::new));
    }

    Table table() {
        List<String> header = new ArrayList<>(List.of("questions", "asked", "right", "%", "95 %"));
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
        baselines
                .values()
                .forEach(
                        given -> cells.add(percent(given.share(questions, group).accuracy())));
        table.row(cells.toArray());
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
