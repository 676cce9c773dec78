package io.winnow.cli.eval;

import io.winnow.cli.command.Failure;
import io.winnow.cli.command.Table;
import io.winnow.cli.rate.Beside;
import io.winnow.cli.rate.Pieces;
import io.winnow.cli.rate.Sample;
import io.winnow.cli.rate.Setting;
import io.winnow.cli.rate.Wishes;
import io.winnow.cli.rate.Yardstick;
import io.winnow.records.BundleRef;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What pictures cost, as tokens and as files.
 *
 * @param pictures that were measured
 * @param unread those that could not be read, and were left out
 * @param size edge of each, pixels
 * @param pieces tokenizers whose token count was chosen
 * @param wishes tokenizers that were told a quality
 * @param yardsticks codecs beside all settings, those of {@code pieces} first
 * @param sheets of what tokens show of pictures that Winnow draws, by tokenizer
 */
record RateReport(
        int pictures,
        List<Failure> unread,
        int size,
        List<Pieces> pieces,
        List<Wishes> wishes,
        List<Yardstick> yardsticks,
        Map<String, BufferedImage> sheets) {
    /** Share of the pictures that must fit a budget of bytes for their mean to say something of all. */
    private static final double MOST = 0.95;

    RateReport {
        unread = List.copyOf(unread);
        pieces = List.copyOf(pieces);
        wishes = List.copyOf(wishes);
        yardsticks = List.copyOf(yardsticks);
        sheets = Collections.unmodifiableMap(new LinkedHashMap<>(sheets));
    }

    /** Every setting, in the order of the rows. */
    static List<Setting> settings(List<Pieces> pieces, List<Wishes> wishes) {
        return Stream.concat(
                        pieces.stream().flatMap(one -> one.settings().stream()),
                        wishes.stream().flatMap(one -> one.levels().stream()).map(Wishes.Level::setting))
                .toList();
    }

    /** Tokenizers that were measured. */
    List<BundleRef> bundles() {
        return settings(pieces, wishes).stream()
                .map(Setting::tokenizer)
                .distinct()
                .toList();
    }

    /** As {@code --json} prints it: a row a setting. */
    List<Map<String, Object>> document() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Pieces one : pieces) {
            for (Setting setting : one.settings()) {
                Map<String, Object> row = row(setting, rows.size());
                row.put("codesInUse", one.codesInUse());
                row.put("dips", one.dips());
                rows.add(row);
            }
        }
        for (Wishes one : wishes) {
            for (Wishes.Level level : one.levels()) {
                Map<String, Object> row = row(level.setting(), rows.size());
                row.put("reachable", level.reachable());
                row.put("within", level.within());
                row.put("tokensByKind", level.counts());
                rows.add(row);
            }
        }
        return rows;
    }

    private Map<String, Object> row(Setting setting, int index) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("tokenizer", setting.tokenizer().toString());
        setting.error().ifPresent(error -> row.put("quality", error));
        row.put("tokens", setting.mean(Sample::tokens));
        row.put("bytes", setting.mean(Sample::bytes));
        row.put("psnr", setting.mean(sample -> sample.quality().psnr()));
        row.put("msSsim", setting.mean(sample -> sample.quality().msSsim()));
        row.put("l1", setting.mean(sample -> sample.quality().l1()));
        row.put("pictures", pictures);
        row.put("unread", unread.size());
        for (Yardstick yardstick : yardsticks) {
            List<Beside> beside = yardstick.beside().get(index);
            String name = yardstick.codec().toLowerCase(Locale.ROOT);
            row.put(name + "BytesAtEqualPsnr", mean(beside, Beside::bytesAtEqualPsnr));
            row.put(name + "AtEqualBytes", atEqualBytes(beside));
        }
        return row;
    }

    /** Over the pictures of which there is so small a file. */
    private static Map<String, Object> atEqualBytes(List<Beside> beside) {
        Map<String, Object> best = new LinkedHashMap<>();
        best.put(
                "pictures",
                beside.stream()
                        .filter(one -> one.psnrAtEqualBytes().isPresent())
                        .count());
        best.put("psnr", fitting(beside, Beside::psnrAtEqualBytes).orElse(null));
        best.put("msSsim", fitting(beside, Beside::msSsimAtEqualBytes).orElse(null));
        return best;
    }

    private static double mean(List<Beside> beside, ToDoubleFunction<Beside> number) {
        return beside.stream().mapToDouble(number).average().orElse(0);
    }

    private static Optional<Double> fitting(List<Beside> beside, Function<Beside, Optional<Double>> number) {
        List<Double> numbers =
                beside.stream().flatMap(one -> number.apply(one).stream()).toList();
        return numbers.isEmpty()
                ? Optional.empty()
                : Optional.of(numbers.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0));
    }

    /** As people read it. */
    Table table() {
        List<String> header =
                new ArrayList<>(List.of("tokenizer", "error", "tokens", "bytes", "PSNR", "MS-SSIM", "L1"));
        yardsticks.forEach(yardstick -> header.add(yardstick.codec() + " bytes"));
        fitting().forEach(yardstick -> header.add(yardstick.codec() + " at these bytes"));
        Table table = Table.of(header.toArray(String[]::new));
        List<Setting> settings = settings(pieces, wishes);
        for (int i = 0; i < settings.size(); i++) {
            table.row(cells(settings.get(i), i).toArray());
        }
        return table;
    }

    private List<Object> cells(Setting setting, int index) {
        List<Object> cells = new ArrayList<>();
        cells.add(setting.tokenizer().name());
        cells.add(setting.error().isPresent() ? decimal("%.2f", setting.error().getAsDouble()) : "");
        cells.add(decimal("%.1f", setting.mean(Sample::tokens)));
        cells.add(decimal("%.1f", setting.mean(Sample::bytes)));
        cells.add(decimal("%.2f", setting.mean(sample -> sample.quality().psnr())));
        cells.add(decimal("%.3f", setting.mean(sample -> sample.quality().msSsim())));
        cells.add(decimal("%.4f", setting.mean(sample -> sample.quality().l1())));
        yardsticks.forEach(yardstick ->
                cells.add(decimal("%.0f", mean(yardstick.beside().get(index), Beside::bytesAtEqualPsnr))));
        fitting().forEach(yardstick -> cells.add(best(yardstick.beside().get(index))));
        return cells;
    }

    /** Codecs that have a file as small as some tokens. */
    private List<Yardstick> fitting() {
        return yardsticks.stream()
                .filter(yardstick -> yardstick.beside().stream()
                        .flatMap(List::stream)
                        .anyMatch(beside -> beside.psnrAtEqualBytes().isPresent()))
                .toList();
    }

    private static String best(List<Beside> beside) {
        Optional<Double> psnr = fitting(beside, Beside::psnrAtEqualBytes);
        Optional<Double> msSsim = fitting(beside, Beside::msSsimAtEqualBytes);
        long fitting = beside.stream()
                .filter(one -> one.psnrAtEqualBytes().isPresent())
                .count();
        if (psnr.isEmpty() || msSsim.isEmpty()) {
            return "none fits";
        }
        String said = decimal("%.2f", psnr.get()) + " / " + decimal("%.3f", msSsim.get());
        return fitting == beside.size() ? said : said + " (" + fitting + " fit)";
    }

    /** How the tokenizers that are told a quality keep to it. */
    Table wishesTable() {
        Table table = Table.of("tokenizer", "error", "flat", "photo", "noise", "reachable", "within", "%");
        for (Wishes one : wishes) {
            for (Wishes.Level level : one.levels()) {
                table.row(
                        level.setting().tokenizer().name(),
                        decimal("%.2f", level.setting().error().orElse(0)),
                        decimal("%.1f", level.counts().getOrDefault("flat", 0.0)),
                        decimal("%.1f", level.counts().getOrDefault("photo", 0.0)),
                        decimal("%.1f", level.counts().getOrDefault("noise", 0.0)),
                        level.reachable(),
                        level.within(),
                        level.reachable() == 0 ? "" : QaReport.percent((double) level.within() / level.reachable()));
            }
        }
        return table;
    }

    /** Adds tables and plots to a page. */
    void show(Page page) {
        page.text(pictures + " pictures of " + size + "x" + size + " pixels"
                + (unread.isEmpty() ? "" : " (" + unread.size() + " more could not be read)")
                + ": the middle square, scaled by cubic convolution. PSNR (dB) is of each 8-bit picture, then averaged; MS-SSIM is of "
                + "the scales at which a window of 11 pixels fits (four at 128 pixels), weights divided by their sum, mean"
                + " of the three channels. Codecs may scale a picture down before and up again after, whatever is best; at"
                + " equal PSNR their smallest file that is at least as good counts, at equal bytes the best that is no"
                + " larger, by PSNR and by MS-SSIM each.");
        page.table(table());
        for (Pieces one : pieces) {
            page.text("`" + one.settings().get(0).tokenizer() + "`: " + one.codesInUse() + " codes in use; "
                    + QaReport.percent(one.dips())
                    + " % of the pictures are shown worse by more than 0.1 dB by some longer prefix.");
        }
        page.plot(
                "psnr",
                plot(
                        "PSNR against bytes",
                        "dB",
                        Yardstick.Budget::psnr,
                        s -> s.quality().psnr()));
        page.plot(
                "ms-ssim",
                plot(
                        "MS-SSIM against bytes",
                        "",
                        Yardstick.Budget::msSsim,
                        s -> s.quality().msSsim()));
        if (!wishes.isEmpty()) {
            page.text(
                    "Tokens taken at an allowed error (mean difference of a channel, 0 to 1): of 24 plain pictures (flat),"
                            + " of the pictures above (photo), and of 24 of noise. Within the error are so many of those"
                            + " pictures that all tokens show within it.");
            page.table(wishesTable());
            page.plot("tokens", tokens());
        }
        sheets.forEach((tokenizer, sheet) -> {
            page.text("What `" + tokenizer + "` shows of pictures that Winnow draws:");
            page.picture(tokenizer, sheet);
        });
    }

    private String plot(
            String title, String unit, ToDoubleFunction<Yardstick.Budget> ofFiles, ToDoubleFunction<Sample> ofTokens) {
        LinePlot plot = new LinePlot(title, "bytes of a picture", unit, true);
        pieces.forEach(one -> plot.line(name(one.settings()), points(one.settings(), ofTokens)));
        wishes.forEach(one -> {
            List<Setting> settings =
                    one.levels().stream().map(Wishes.Level::setting).toList();
            plot.line(name(settings), points(settings, ofTokens));
        });
        for (Yardstick yardstick : yardsticks) {
            plot.line(
                    yardstick.codec(),
                    yardstick.curve().stream()
                            .filter(budget -> budget.fitting() >= MOST * pictures)
                            .map(budget -> new LinePlot.Point(budget.bytes(), ofFiles.applyAsDouble(budget)))
                            .toList());
        }
        return plot.svg();
    }

    private static String name(List<Setting> settings) {
        return settings.get(0).tokenizer().name();
    }

    private static List<LinePlot.Point> points(List<Setting> settings, ToDoubleFunction<Sample> number) {
        return settings.stream()
                .map(setting -> new LinePlot.Point(setting.mean(Sample::bytes), setting.mean(number)))
                .toList();
    }

    private String tokens() {
        LinePlot plot = new LinePlot("Tokens that a quality takes", "allowed error", "tokens", false);
        for (Wishes one : wishes) {
            for (String kind : List.of("noise", "photo", "flat")) {
                plot.line(
                        kind,
                        one.levels().stream()
                                .map(level -> new LinePlot.Point(
                                        level.setting().error().orElse(0),
                                        level.counts().getOrDefault(kind, 0.0)))
                                .toList());
            }
        }
        return plot.svg();
    }

    private static String decimal(String form, double number) {
        return String.format(Locale.ROOT, form, number);
    }
}
