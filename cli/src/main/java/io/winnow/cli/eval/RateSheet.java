package io.winnow.cli.eval;

import io.winnow.cli.rate.RateTokenizer;
import io.winnow.cli.rate.Sample;
import io.winnow.cli.rate.Showing;
import io.winnow.cli.rate.Squares;
import io.winnow.cli.reconstruct.Sheet;
import io.winnow.cli.scenes.SceneComposer;
import io.winnow.tokenize.RgbPicture;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Draws what a tokenizer shows of scenes: pictures that everybody may have. */
final class RateSheet {
    private static final int SCENES = 2;
    private static final int SECONDS = 8;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    private RateSheet() {}

    /** A row for each scene. */
    static BufferedImage of(RateTokenizer tokenizer) {
        Sheet sheet = new Sheet();
        SceneComposer composer = new SceneComposer();
        List<RgbPicture> pictures = IntStream.rangeClosed(1, SCENES)
                .mapToObj(seed -> composer.compose(seed, SECONDS).at(Duration.ofSeconds(SECONDS / 2), WIDTH, HEIGHT))
                .map(drawn -> Squares.of(drawn, tokenizer.size()))
                .toList();
        List<Showing> showings = tokenizer.showings(pictures);
        for (int i = 0; i < pictures.size(); i++) {
            sheet.row().add(pictures.get(i), "original");
            for (Showing showing : showings) {
                Sample sample = showing.setting().samples().get(i);
                sheet.add(
                        showing.pictures().get(i),
                        sample.tokens() == 1 ? "1 token" : sample.tokens() + " tokens",
                        sample.bytes() + " B "
                                + String.format(
                                        Locale.ROOT, "%.1f", sample.quality().psnr()) + " dB");
            }
        }
        return sheet.image();
    }
}
