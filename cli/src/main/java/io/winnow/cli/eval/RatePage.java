package io.winnow.cli.eval;

import io.winnow.cli.rate.Pieces;
import io.winnow.cli.rate.Sample;
import io.winnow.cli.rate.Setting;
import io.winnow.cli.rate.Wishes;
import io.winnow.cli.rate.Yardstick;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What pictures cost, as a part of a page: what was measured and how, in words, tables, plots and pictures.
 *
 * @param report that is shown
 */
record RatePage(RateReport report) {
    /** Share of the pictures that must fit a budget of bytes for their mean to say something of all. */
    private static final double MOST = 0.95;

    /** Adds tables and plots to a page. */
    void show(Page page) {
        RateTables tables = new RateTables(report);
        page.text(report.pictures() + " pictures of " + report.size() + "x" + report.size() + " pixels"
                + (report.unread().isEmpty() ? "" : " (" + report.unread().size() + " more could not be read)")
                + ": the middle square, scaled by cubic convolution. PSNR (dB) is of each 8-bit picture, then averaged; MS-SSIM is of "
                + "the scales at which a window of 11 pixels fits (four at 128 pixels), weights divided by their sum, mean"
                + " of the three channels. Codecs may scale a picture down before and up again after, whatever is best; at"
                + " equal PSNR their smallest file that is at least as good counts, at equal bytes the best that is no"
                + " larger, by PSNR and by MS-SSIM each.");
        page.table(tables.settings());
        for (Pieces one : report.pieces()) {
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
        if (!report.wishes().isEmpty()) {
            page.text(
                    "Tokens taken at an allowed error (mean difference of a channel, 0 to 1): of 24 plain pictures (flat),"
                            + " of the pictures above (photo), and of 24 of noise. Within the error are so many of those"
                            + " pictures that all tokens show within it.");
            page.table(tables.wishes());
            page.plot("tokens", tokens());
        }
        report.sheets().forEach((tokenizer, sheet) -> {
            page.text("What `" + tokenizer + "` shows of pictures that Winnow draws:");
            page.picture(tokenizer, sheet);
        });
    }

    private String plot(
            String title, String unit, ToDoubleFunction<Yardstick.Budget> ofFiles, ToDoubleFunction<Sample> ofTokens) {
        LinePlot plot = new LinePlot(title, "bytes of a picture", unit, true);
        report.pieces().forEach(one -> plot.line(name(one.settings()), points(one.settings(), ofTokens)));
        report.wishes().forEach(one -> {
            List<Setting> settings =
                    one.levels().stream().map(Wishes.Level::setting).toList();
            plot.line(name(settings), points(settings, ofTokens));
        });
        for (Yardstick yardstick : report.yardsticks()) {
            plot.line(
                    yardstick.codec(),
                    yardstick.curve().stream()
                            .filter(budget -> budget.fitting() >= MOST * report.pictures())
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
        for (Wishes one : report.wishes()) {
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
}
