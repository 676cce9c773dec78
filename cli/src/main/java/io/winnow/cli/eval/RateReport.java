package io.winnow.cli.eval;

import io.winnow.cli.command.Failure;
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
    RateReport {
        unread = List.copyOf(unread);
        pieces = List.copyOf(pieces);
        wishes = List.copyOf(wishes);
        yardsticks = List.copyOf(yardsticks);
        sheets = Collections.unmodifiableMap(new LinkedHashMap<>(sheets));
    }

    /** Every setting, in the order of the rows. */
    List<Setting> settings() {
        return settings(pieces, wishes);
    }

    /** The same of what was measured so far. */
    static List<Setting> settings(List<Pieces> pieces, List<Wishes> wishes) {
        return Stream.concat(
                        pieces.stream().flatMap(one -> one.settings().stream()),
                        wishes.stream().flatMap(one -> one.levels().stream()).map(Wishes.Level::setting))
                .toList();
    }

    /** Tokenizers that were measured. */
    List<BundleRef> bundles() {
        return settings().stream().map(Setting::tokenizer).distinct().toList();
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
            String name = yardstick.codec().toLowerCase(Locale.ROOT);
            row.put(name + "BytesAtEqualPsnr", yardstick.bytesAtEqualPsnr(index));
            row.put(name + "AtEqualBytes", document(yardstick.atEqualBytes(index)));
        }
        return row;
    }

    private static Map<String, Object> document(Yardstick.Best best) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("pictures", best.pictures());
        document.put("psnr", best.psnr().orElse(null));
        document.put("msSsim", best.msSsim().orElse(null));
        return document;
    }
}
