package io.winnow.cli.eval;

import io.winnow.cli.command.Failure;
import io.winnow.cli.command.Terminal;
import io.winnow.cli.rate.Pieces;
import io.winnow.cli.rate.RateTokenizer;
import io.winnow.cli.rate.Setting;
import io.winnow.cli.rate.Wishes;
import io.winnow.cli.rate.Yardstick;
import io.winnow.cli.rate.Yardsticks;
import io.winnow.model.Bundle;
import io.winnow.tokenize.RgbPicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measures every tokenizer whose tokens become pictures again, those of one size together.
 *
 * @param terminal that is told what is done
 * @param data folder of the evaluation
 * @param limit most pictures
 * @param tokenizer name or folder of the only bundle to measure; empty for all
 */
record RateRun(Terminal terminal, Path data, int limit, Optional<String> tokenizer) {

    /** A report for each size of pictures. */
    List<RateReport> reports() throws IOException, InterruptedException {
        SortedMap<Integer, List<RateTokenizer>> bySize = new TreeMap<>();
        List<RateTokenizer> opened = new ArrayList<>();
        try {
            for (Path folder : PictureBundles.of(tokenizer)) {
                RateTokenizer one = RateTokenizer.open(Bundle.open(folder));
                opened.add(one);
                bySize.computeIfAbsent(one.size(), size -> new ArrayList<>()).add(one);
            }
            List<RateReport> reports = new ArrayList<>();
            for (var sized : bySize.entrySet()) {
                reports.add(report(sized.getKey(), sized.getValue()));
            }
            return reports;
        } finally {
            opened.forEach(RateTokenizer::close);
        }
    }

    private RateReport report(int size, List<RateTokenizer> tokenizers) throws IOException, InterruptedException {
        List<Failure> unread = new ArrayList<>();
        List<RgbPicture> pictures = EvalPictures.read(data, size, limit, unread::add);
        List<Pieces> pieces = new ArrayList<>();
        List<Wishes> wishes = new ArrayList<>();
        Map<String, BufferedImage> sheets = new LinkedHashMap<>();
        for (RateTokenizer one : tokenizers) {
            terminal.progress(one.bundle().ref() + ": " + pictures.size() + " pictures of " + size + " pixels");
            if (one.takesQuality()) {
                wishes.add(one.wishes(pictures));
            } else {
                pieces.add(one.pieces(pictures));
            }
            sheets.put(one.bundle().manifest().name(), RateSheet.of(one));
        }
        List<Setting> settings = RateReport.settings(pieces, wishes);
        List<Yardstick> yardsticks = Yardsticks.of(
                pictures, settings, done -> terminal.bar("JPEG, WebP and AVIF: " + done + " of " + pictures.size()));
        terminal.bar("");
        return new RateReport(pictures.size(), unread, size, pieces, wishes, yardsticks, sheets);
    }
}
