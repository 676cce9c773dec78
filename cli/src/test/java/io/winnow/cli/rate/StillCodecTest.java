package io.winnow.cli.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.tokenize.RgbPicture;
import io.winnow.tokenize.quality.PictureQuality;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class StillCodecTest {
    private static final int SIDE = 96;

    private static Stream<StillCodec> codecs() {
        return Yardstick.codecs().stream().map(codec -> codec.get());
    }

    private static Stream<DynamicTest> each(java.util.function.Consumer<StillCodec> test) {
        return codecs().map(codec -> DynamicTest.dynamicTest(codec.name(), () -> {
            try (codec) {
                test.accept(codec);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> aBetterQualityIsALargerFileAndABetterPicture() {
        RgbPicture scene = Drawings.scene(1, SIDE);
        return each(codec -> {
            int bytes = 0;
            double psnr = 0;
            for (int quality : new int[] {0, 20, 50, 80, StillCodec.BEST}) {
                Still still = codec.press(scene, quality);
                double now = PictureQuality.psnr(scene, still.shown());
                assertThat(still.bytes()).as("bytes at " + quality).isGreaterThan(bytes);
                assertThat(now).as("dB at " + quality).isGreaterThan(psnr);
                bytes = still.bytes();
                psnr = now;
            }
            assertThat(psnr).isGreaterThan(33);
        });
    }

    @TestFactory
    Stream<DynamicTest> theSamePictureIsTheSameFile() {
        RgbPicture scene = Drawings.scene(2, SIDE);
        return each(codec -> assertThat(codec.press(scene, 40)).isEqualTo(codec.press(scene, 40)));
    }

    @TestFactory
    Stream<DynamicTest> aPlainPictureKeepsItsColour() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) new int[] {200, 90, 30}[i % 3];
        }
        return each(codec -> {
            Still still = codec.press(new RgbPicture(SIDE, SIDE, rgb), 90);
            for (int i = 0; i < rgb.length; i++) {
                assertThat((still.shown().rgb()[i] & 255) - (rgb[i] & 255)).isBetween(-4, 4);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theSmallestFileIsThatOfItsFormat() {
        byte[] grey = new byte[3 * 16 * 16];
        Arrays.fill(grey, (byte) 128);
        return each(codec -> {
            int bytes = codec.press(new RgbPicture(16, 16, grey), 0).bytes();
            switch (codec.name()) {
                case "WebP" -> assertThat(bytes).isBetween(30, 60);
                case "JPEG" -> assertThat(bytes).isBetween(150, 330);
                default -> assertThat(bytes).isBetween(200, 330);
            }
        });
    }
}
