package io.winnow.tokenize.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.tokenize.RgbPicture;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PictureQualityTest {

    @Test
    void equalPicturesHaveTheBestOfAll() {
        RgbPicture noise = noise(128, 128, 1);
        assertThat(PictureQuality.of(noise, noise)).isEqualTo(new PictureQuality(100, 1, 0));
    }

    @Test
    void aDifferenceOfOneEverywhereIs48DecibelsAndATenth() {
        PictureQuality quality = PictureQuality.of(plain(16, 100), plain(16, 101));
        assertThat(quality.psnr()).isEqualTo(20 * Math.log10(255), within(1e-9));
        assertThat(quality.l1()).isEqualTo(1 / 255.0, within(1e-12));
    }

    @Test
    void blackForWhiteIsNoDecibelAndAllOfTheRange() {
        PictureQuality quality = PictureQuality.of(plain(16, 0), plain(16, 255));
        assertThat(quality.psnr()).isEqualTo(0, within(1e-9));
        assertThat(quality.l1()).isEqualTo(1);
    }

    @Test
    void plainPicturesDifferInLuminanceAloneAtTheLastScale() {
        double luminance = (2 * 100 * 150 + 6.5025) / (100 * 100 + 150 * 150 + 6.5025);
        assertThat(MsSsim.of(plain(256, 100), plain(256, 150)))
                .isEqualTo(Math.pow(luminance, 0.1333 / 1.0001), within(1e-9));
        double fourScales = 0.0448 + 0.2856 + 0.3001 + 0.2363;
        assertThat(MsSsim.of(plain(128, 100), plain(128, 150)))
                .isEqualTo(Math.pow(luminance, 0.2363 / fourScales), within(1e-9));
    }

    @Test
    void aPatternOfSinglePixelsCountsAtTheFirstScaleAlone() {
        double contrast = (2 * 60 * 20 + 58.5225) / (60 * 60 + 20 * 20 + 58.5225);
        assertThat(MsSsim.of(chequered(256, 60), chequered(256, 20)))
                .isEqualTo(Math.pow(contrast, 0.0448 / 1.0001), within(1e-3));
    }

    @Test
    void pictureAndNegativeHaveNothingInCommon() {
        assertThat(MsSsim.of(chequered(64, 60), chequered(64, -60))).isZero();
    }

    @Test
    void scalesAreThoseThatAWindowFits() {
        assertThat(MsSsim.scales(11)).isEqualTo(1);
        assertThat(MsSsim.scales(22)).isEqualTo(2);
        assertThat(MsSsim.scales(128)).isEqualTo(4);
        assertThat(MsSsim.scales(175)).isEqualTo(4);
        assertThat(MsSsim.scales(176)).isEqualTo(5);
        assertThat(MsSsim.scales(4096)).isEqualTo(5);
    }

    @Property(tries = 12)
    void msSsimIsThatOfTheDefinition(
            @ForAll @IntRange(min = 22, max = 50) int width,
            @ForAll @IntRange(min = 22, max = 50) int height,
            @ForAll @IntRange(max = 120) int strength,
            @ForAll long seed) {
        RgbPicture original = smooth(width, height, seed);
        RgbPicture shown = disturbed(original, strength, seed);
        int scales = MsSsim.scales(Math.min(width, height));
        assertThat(MsSsim.of(original, shown)).isEqualTo(SlowMsSsim.of(original, shown, scales), within(1e-9));
    }

    @Test
    void moreNoiseIsLessOfAll() {
        RgbPicture original = smooth(128, 128, 3);
        PictureQuality little = PictureQuality.of(original, disturbed(original, 10, 4));
        PictureQuality much = PictureQuality.of(original, disturbed(original, 60, 4));
        assertThat(much.psnr()).isLessThan(little.psnr());
        assertThat(much.msSsim()).isLessThan(little.msSsim());
        assertThat(much.l1()).isGreaterThan(little.l1());
    }

    @Test
    void picturesThatCannotBeComparedAreRefused() {
        assertThatThrownBy(() -> PictureQuality.of(plain(16, 0), plain(32, 0)))
                .hasMessageContaining("32x32 pixels")
                .hasMessageContaining("16x16 pixels");
        assertThatThrownBy(() -> PictureQuality.of(plain(10, 0), plain(10, 0))).hasMessageContaining("windows of 11");
    }

    private static RgbPicture plain(int side, int value) {
        byte[] rgb = new byte[3 * side * side];
        Arrays.fill(rgb, (byte) value);
        return new RgbPicture(side, side, rgb);
    }

    private static RgbPicture chequered(int side, int amplitude) {
        byte[] rgb = new byte[3 * side * side];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            rgb[i] = (byte) (128 + ((pixel / side + pixel % side) % 2 == 0 ? amplitude : -amplitude));
        }
        return new RgbPicture(side, side, rgb);
    }

    private static RgbPicture noise(int width, int height, long seed) {
        byte[] rgb = new byte[3 * width * height];
        new Random(seed).nextBytes(rgb);
        return new RgbPicture(width, height, rgb);
    }

    private static RgbPicture smooth(int width, int height, long seed) {
        byte[] rgb = new byte[3 * width * height];
        double phase = new Random(seed).nextDouble() * 6;
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            rgb[i] = (byte) (128 + 70 * Math.sin(phase + 0.2 * x + i % 3) + 40 * Math.cos(phase + 0.11 * y));
        }
        return new RgbPicture(width, height, rgb);
    }

    private static RgbPicture disturbed(RgbPicture picture, int strength, long seed) {
        Random random = new Random(seed);
        byte[] rgb = picture.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.max(0, Math.min(255, (rgb[i] & 255) + strength * random.nextGaussian()));
        }
        return new RgbPicture(picture.width(), picture.height(), rgb);
    }
}
