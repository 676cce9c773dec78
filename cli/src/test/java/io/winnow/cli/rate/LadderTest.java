package io.winnow.cli.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.tokenize.RgbPicture;
import io.winnow.tokenize.quality.PictureQuality;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTest {
    private static final int SIDE = 64;

    private final RgbPicture scene = Drawings.scene(4, SIDE);

    /** Every file that there is, one after the other. */
    private List<Rung> all(StillCodec codec, FramePictures scaler) {
        List<Rung> all = new ArrayList<>();
        for (int part : codec.scales()) {
            int side = SIDE * part / 16;
            for (int quality = 0; side >= 16 && quality <= StillCodec.BEST; quality++) {
                Still still = codec.press(scaler.scaled(scene, side, side), quality);
                RgbPicture shown = scaler.scaled(still.shown(), SIDE, SIDE);
                all.add(new Rung(side, quality, still.bytes(), PictureQuality.psnr(scene, shown), shown));
            }
        }
        return all;
    }

    @Test
    void findsAboutWhatTryingEverythingFinds() {
        try (StillCodec codec = FfmpegStills.webp();
                FramePictures scaler = new FramePictures()) {
            List<Rung> all = all(codec, scaler);
            Ladder ladder = new Ladder(codec, scaler, scene);
            for (double psnr : new double[] {12, 18, 21, 24, 28}) {
                int least = all.stream()
                        .filter(rung -> rung.psnr() >= psnr)
                        .mapToInt(Rung::bytes)
                        .min()
                        .orElseThrow();
                assertThat(ladder.bytesAt(psnr)).as("bytes at " + psnr).isBetween(least, least + 2 + least / 20);
            }
            for (int bytes : new int[] {60, 96, 192, 400}) {
                double best = all.stream()
                        .filter(rung -> rung.bytes() <= bytes)
                        .mapToDouble(Rung::psnr)
                        .max()
                        .orElseThrow();
                assertThat(ladder.psnrWithin(bytes).orElseThrow())
                        .as("dB within " + bytes)
                        .isBetween(best - 0.2, best);
            }
        }
    }

    @Test
    void isEmptyWhereNoFileIsSoSmall() {
        try (StillCodec codec = new JpegStills();
                FramePictures scaler = new FramePictures()) {
            Ladder ladder = new Ladder(codec, scaler, scene);
            assertThat(ladder.psnrWithin(96)).isEmpty();
            assertThat(ladder.msSsimWithin(96)).isEmpty();
            assertThat(ladder.msSsimWithin(2_000).orElseThrow()).isBetween(0.7, 1.0);
        }
    }

    @Test
    void takesTheBestFileWhereNoneIsGoodEnough() {
        try (StillCodec codec = new JpegStills();
                FramePictures scaler = new FramePictures()) {
            Ladder ladder = new Ladder(codec, scaler, scene);
            assertThat(ladder.bytesAt(99))
                    .isEqualTo(codec.press(scene, StillCodec.BEST).bytes());
        }
    }
}
