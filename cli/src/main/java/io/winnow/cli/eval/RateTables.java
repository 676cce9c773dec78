package io.winnow.cli.eval;

import io.winnow.cli.command.Table;
import io.winnow.cli.rate.Sample;
import io.winnow.cli.rate.Setting;
import io.winnow.cli.rate.Wishes;
import io.winnow.cli.rate.Yardstick;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What pictures cost, as people read it.
 *
 * @param report that is shown
 */
record RateTables(RateReport report) {

    /** All that there are. */
    List<Table> all() {
        return report.wishes().isEmpty() ? List.of(settings()) : List.of(settings(), wishes());
    }

    /** A row a setting, with the codecs beside it. */
    Table settings() {
        List<String> header =
                new ArrayList<>(List.of("tokenizer", "error", "tokens", "bytes", "PSNR", "MS-SSIM", "L1"));
        report.yardsticks().forEach(yardstick -> header.add(yardstick.codec() + " bytes"));
        fitting().forEach(yardstick -> header.add(yardstick.codec() + " at these bytes"));
        Table table = Table.of(header.toArray(String[]::new));
        List<Setting> settings = report.settings();
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
        report.yardsticks().forEach(yardstick -> cells.add(decimal("%.0f", yardstick.bytesAtEqualPsnr(index))));
        fitting().forEach(yardstick -> cells.add(best(yardstick.atEqualBytes(index))));
        return cells;
    }

    /** Codecs that have a file as small as some tokens. */
    private List<Yardstick> fitting() {
        return report.yardsticks().stream().filter(Yardstick::fits).toList();
    }

    private String best(Yardstick.Best best) {
        if (best.psnr().isEmpty() || best.msSsim().isEmpty()) {
            return "none fits";
        }
        String said = decimal("%.2f", best.psnr().get()) + " / "
                + decimal("%.3f", best.msSsim().get());
        return best.pictures() == report.pictures() ? said : said + " (" + best.pictures() + " fit)";
    }

    /** How the tokenizers that are told a quality keep to it. */
    Table wishes() {
        Table table = Table.of("tokenizer", "error", "flat", "photo", "noise", "reachable", "within", "%");
        for (Wishes one : report.wishes()) {
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

    private static String decimal(String form, double number) {
        return String.format(Locale.ROOT, form, number);
    }
}
