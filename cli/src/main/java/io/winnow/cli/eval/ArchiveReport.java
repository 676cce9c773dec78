package io.winnow.cli.eval;

import io.winnow.cli.command.Table;
import io.winnow.cli.rate.Sample;
import io.winnow.cli.rate.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Right answers about pictures of which tokens are left, against how many.
 *
 * @param originals answers on the pictures themselves
 * @param squares answers on their middle squares, which is all that the tokenizers see
 * @param settings answers on what tokens show, tokenizer by tokenizer
 */
record ArchiveReport(QaReport originals, List<Asked> squares, List<Asked> settings) implements Report {
    ArchiveReport {
        squares = List.copyOf(squares);
        settings = List.copyOf(settings);
    }

    /**
     * The questions, put once.
     *
     * @param name what was asked on
     * @param setting that made it; empty where no tokenizer did
     */
    record Asked(String name, Optional<Setting> setting, QaReport report) {}

    /** Of what tokens show, every setting together. */
    @Override
    public Share all() {
        long total = 0;
        long correct = 0;
        for (Asked asked : settings) {
            total += asked.report().all().total();
            correct += asked.report().all().correct();
        }
        return new Share(total, correct);
    }

    @Override
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        all().addTo(document);
        document.put("originals", originals.document());
        document.put("squares", squares.stream().map(ArchiveReport::document).toList());
        document.put("settings", settings.stream().map(ArchiveReport::document).toList());
        return document;
    }

    private static Map<String, Object> document(Asked asked) {
        Map<String, Object> row = new LinkedHashMap<>();
        asked.setting()
                .ifPresentOrElse(
                        setting -> {
                            row.put("tokenizer", setting.tokenizer().toString());
                            setting.error().ifPresent(error -> row.put("quality", error));
                            row.put("tokens", setting.mean(Sample::tokens));
                            row.put("bytes", setting.mean(Sample::bytes));
                        },
                        () -> row.put("size", asked.name()));
        row.putAll(asked.report().document());
        return row;
    }

    @Override
    public Table table() {
        List<String> types = List.copyOf(types());
        List<String> header = new ArrayList<>(List.of("asked on", "error", "tokens", "bytes", "asked", "%", "95 %"));
        header.addAll(types);
        Table table = Table.of(header.toArray(String[]::new));
        row(table, new Asked("originals", Optional.empty(), originals), types);
        squares.forEach(asked -> row(table, asked, types));
        settings.forEach(asked -> row(table, asked, types));
        originals.baselines().forEach((name, given) -> {
            List<Object> cells = new ArrayList<>(List.of(name, "", "", ""));
            cells.addAll(shares(given, types));
            table.row(cells.toArray());
        });
        return table;
    }

    private void row(Table table, Asked asked, List<String> types) {
        List<Object> cells = new ArrayList<>();
        cells.add(asked.name());
        cells.add(asked.setting()
                .filter(setting -> setting.error().isPresent())
                .map(setting -> decimal("%.2f", setting.error().getAsDouble()))
                .orElse(""));
        cells.add(asked.setting()
                .map(setting -> decimal("%.1f", setting.mean(Sample::tokens)))
                .orElse(""));
        cells.add(asked.setting()
                .map(setting -> decimal("%.1f", setting.mean(Sample::bytes)))
                .orElse(""));
        cells.addAll(shares(asked.report().answers(), types));
        table.row(cells.toArray());
    }

    private List<Object> shares(Given given, List<String> types) {
        Share all = given.share(originals.questions(), question -> true);
        List<Object> cells = new ArrayList<>(List.of(
                all.total(),
                QaReport.percent(all.accuracy()),
                QaReport.percent(all.interval()[0]) + " to " + QaReport.percent(all.interval()[1])));
        for (String type : types) {
            Predicate<EvalQuestion> of = question -> question.type().equals(type);
            cells.add(QaReport.percent(given.share(originals.questions(), of).accuracy()));
        }
        return cells;
    }

    private SortedSet<String> types() {
        return originals.questions().stream().map(EvalQuestion::type).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void show(Page page) {
        page.text(
                "Questions about pictures, asked of what is left of them: the tokens of a tokenizer that the reader was"
                        + " not taught, read by way of the picture that they show. Beside them the originals, and their middle"
                        + " squares, which are all that these tokenizers see.");
        page.table(table());
        LinePlot plot = new LinePlot("Right answers against tokens kept", "tokens of a picture", "%", true);
        Map<String, List<LinePlot.Point>> lines = new LinkedHashMap<>();
        for (Asked asked : settings) {
            lines.computeIfAbsent(asked.name(), any -> new ArrayList<>())
                    .add(new LinePlot.Point(tokens(asked), percent(asked.report())));
        }
        lines.forEach(plot::line);
        squares.forEach(asked -> plot.line(asked.name() + " pictures", level(percent(asked.report()))));
        originals
                .baselines()
                .forEach((name, given) -> plot.line(
                        name,
                        level(100
                                * given.share(originals.questions(), question -> true)
                                        .accuracy())));
        page.plot("tokens", plot.svg());
    }

    /** From the fewest tokens to the most. */
    private List<LinePlot.Point> level(double percent) {
        return Stream.of(
                        settings.stream().mapToDouble(ArchiveReport::tokens).min(),
                        settings.stream().mapToDouble(ArchiveReport::tokens).max())
                .map(tokens -> new LinePlot.Point(tokens.orElse(1), percent))
                .toList();
    }

    private static double tokens(Asked asked) {
        return asked.setting().map(setting -> setting.mean(Sample::tokens)).orElse(1.0);
    }

    private static double percent(QaReport report) {
        return 100 * report.all().accuracy();
    }

    private static String decimal(String form, double number) {
        return String.format(Locale.ROOT, form, number);
    }
}
