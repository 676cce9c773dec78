package io.winnow.cli.eval;

import io.winnow.cli.command.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Right answers, tokens and time, by what was kept.
 *
 * @param questions that were asked in every way
 * @param rows a way each, the one that keeps everything first
 * @param bundles by what uses them
 * @param failures what could not be read, a line each
 */
record PruneReport(
        List<EvalQuestion> questions, List<PruneRow> rows, Map<String, String> bundles, List<String> failures) {
    PruneReport {
        questions = List.copyOf(questions);
        rows = List.copyOf(rows);
        failures = List.copyOf(failures);
    }

    /** Compares what was answered. */
    static PruneReport of(
            List<EvalQuestion> questions,
            List<PruneAnswers> asked,
            Map<String, String> bundles,
            List<String> failures) {
        return new PruneReport(
                questions,
                asked.stream().map(one -> PruneRow.of(one, asked, questions)).toList(),
                bundles,
                failures);
    }

    /** As {@code --json} prints it: a row a way. */
    List<Map<String, Object>> document() {
        return rows.stream().map(PruneReport::document).toList();
    }

    private static Map<String, Object> document(PruneRow row) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("pruner", row.way().pruner());
        document.put("keep", row.way().keep());
        document.putAll(row.all().document());
        PruneAnswers.Times times = row.answers().times();
        document.put("millisToAnswer", times.total());
        document.put("millis", Map.of("prune", times.prune(), "read", times.read()));
        document.put("visualTokens", row.answers().visual());
        row.density().addTo(document);
        document.put("stage2", row.way().stage2());
        Map<String, Object> kinds = new LinkedHashMap<>();
        row.groups().forEach((kind, part) -> kinds.put(kind, part.document()));
        document.put("byKind", kinds);
        document.put("events", row.events().document());
        return document;
    }

    /** Of all questions, and by their kinds. */
    Table table() {
        List<String> header = new ArrayList<>(List.of(
                "pruner",
                "% kept",
                "tokens",
                "TokDense",
                "prune ms",
                "read ms",
                "ms to answer",
                "%",
                "by everything's"));
        List<String> parts = List.copyOf(QuestionGroups.parts(questions).keySet());
        header.addAll(parts);
        Table table = Table.of(header.toArray(String[]::new));
        for (PruneRow row : rows) {
            List<Object> cells = new ArrayList<>(List.of(row.way().pruner(), kept(row)));
            cells.addAll(row.density().cells());
            PruneAnswers.Times times = row.answers().times();
            cells.addAll(List.of(
                    decimal("%.1f", times.prune()),
                    decimal("%.1f", times.read()),
                    decimal("%.1f", times.total()),
                    QaReport.percent(row.all().share().accuracy()),
                    row.all().ratio().map(bounds -> interval("%.2f", bounds, 1)).orElse("")));
            for (String part : parts) {
                cells.add(QaReport.percent(row.share(part).accuracy()));
            }
            table.row(cells.toArray());
        }
        return table;
    }

    /** On questions about short events: what each way has more than everything kept, and than the baselines at the same share. */
    Table events() {
        Table table = Table.of("pruner", "% kept", "%", "more than everything", "than uniform", "than random");
        for (PruneRow row : rows) {
            table.row(
                    row.way().pruner(),
                    kept(row),
                    QaReport.percent(row.events().share().accuracy()),
                    points(row.events().everything()),
                    points(row.events().uniform()),
                    points(row.events().random()));
        }
        return table;
    }

    private static String kept(PruneRow row) {
        return row.way().clips() ? "" : QaReport.percent(row.way().keep());
    }

    private static String points(Optional<double[]> interval) {
        return interval.map(bounds -> interval("%+.1f", bounds, 100)).orElse("");
    }

    /** Adds tables and plots to a page. */
    void show(Page page) {
        page.text(questions.size() + " questions, of which "
                + questions.stream().filter(EventClips::asks).count()
                + " are about one thing that crosses a drawn clip of 30 seconds once (`event`). The reader takes as many tokens"
                + " as it was ever shown; of more, each window gives those of the lowest rank. Tokens are those that a question"
                + " reads, in the mean; TokDense is the accuracy in percent by these. Times are medians over "
                + rows.get(0).answers().alone().size()
                + " of the questions, each on a clip or picture of its own and asked when the one before was answered:"
                + " `prune ms` of all windows of its stream, `read ms` from the question to its answer with nothing of"
                + " the stream read before, `ms to answer` of both together. Tokens are there by then: decoding and tokenizing are in no time."
                + " `stage 2`: the reader drops visual tokens between its layers where words look away (`read.drop-below`)."
                + " Intervals are of 95 %, by a paired bootstrap over the questions.");
        page.table(table());
        page.plot(
                "all",
                plot("Right answers by tokens kept", row -> row.all().share().accuracy()));
        page.text("Questions about short events, in percentage points:");
        page.table(events());
        page.plot(
                "events",
                plot(
                        "Right answers about short events",
                        row -> row.events().share().accuracy()));
        best(page);
    }

    /** Says where a baseline that looks at nothing is no worse than the best of the others. */
    private void best(Page page) {
        for (double keep : rows.stream()
                .filter(row -> !row.way().clips())
                .map(row -> row.way().keep())
                .distinct()
                .toList()) {
            for (String part : QuestionGroups.parts(questions).keySet()) {
                Optional<PruneRow> baseline = best(keep, part, true);
                Optional<PruneRow> chosen = best(keep, part, false);
                if (baseline.isPresent()
                        && chosen.isPresent()
                        && correct(baseline.get(), part) >= correct(chosen.get(), part)) {
                    page.text("At " + QaReport.percent(keep) + " % kept, `"
                            + baseline.get().way().pruner() + "` is no worse on questions of the kind " + part
                            + " than any that looks.");
                }
            }
        }
    }

    private Optional<PruneRow> best(double keep, String part, boolean baseline) {
        return rows.stream()
                .filter(row -> row.way().keep() == keep && keep < 1 && row.way().isBaseline() == baseline)
                .max((one, other) -> Long.compare(correct(one, part), correct(other, part)));
    }

    private static long correct(PruneRow row, String part) {
        return row.share(part).correct();
    }

    private String plot(String title, ToDoubleFunction<PruneRow> accuracy) {
        LinePlot plot = new LinePlot(title, "% of the tokens kept", "%", true);
        Map<String, List<LinePlot.Point>> lines = new LinkedHashMap<>();
        for (PruneRow row : rows) {
            if (!row.way().equals(PruneWay.ALL)
                    && !row.way().clips()
                    && !row.way().stage2()) {
                lines.computeIfAbsent(row.way().pruner(), any -> new ArrayList<>(List.of(point(rows.get(0), accuracy))))
                        .add(point(row, accuracy));
            }
        }
        lines.forEach(plot::line);
        return plot.svg();
    }

    private static LinePlot.Point point(PruneRow row, ToDoubleFunction<PruneRow> accuracy) {
        return new LinePlot.Point(100 * row.way().keep(), 100 * accuracy.applyAsDouble(row));
    }

    private static String interval(String form, double[] bounds, double scale) {
        return decimal(form, scale * bounds[0]) + " to " + decimal(form, scale * bounds[1]);
    }

    private static String decimal(String form, double number) {
        return String.format(Locale.ROOT, form, number);
    }
}
