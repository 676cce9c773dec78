package io.winnow.decode.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MiddleTest {
    private static final String FLAG =
            "color=red:size=160x48,drawbox=56:0:48:48:white:fill,drawbox=56:0:24:24:blue:fill";

    @TempDir
    private static Path folder;

    private static Drawn drawn;

    @BeforeAll
    static void load() throws IOException {
        Natives.load();
        drawn = new Drawn(folder);
    }

    @ParameterizedTest
    @CsvSource({"120x80, 24", "80x120, 24", "64x64, 40", "33x70, 48"})
    void isScaledAsCubicConvolutionSays(String size, int side) throws IOException {
        Path file = drawn.file(size + ".png", "testsrc2=size=" + size, "-frames:v", "1", "-pix_fmt", "rgb24");
        BufferedImage image = ImageIO.read(file.toFile());
        int[] wanted = SlowCubic.middle(rgb(image), image.getWidth(), image.getHeight(), side);
        byte[] given = Painted.middles(file, side, side).pictures.get(0);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(given[i] & 255).as("number " + i).isBetween(wanted[i] - 3, wanted[i] + 3);
        }
    }

    private static byte[] rgb(BufferedImage image) {
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return rgb;
    }

    @ParameterizedTest
    @CsvSource({
        "h264.mp4, libopenh264, yuv420p",
        "mjpeg.avi, mjpeg, yuvj422p",
        "deep.mkv, ffv1, yuv444p16le",
        "grey.mkv, ffv1, gray10le"
    })
    void ofFramesWithChromaIsThatOfTheCommandsFilters(String name, String encoder, String format) throws IOException {
        Path file = drawn.file(name, Drawn.MOVING, "-c:v", encoder, "-pix_fmt", format, "-frames:v", "5");
        List<byte[]> given = Painted.middles(file, 48, 48).pictures;
        List<byte[]> wanted = drawn.middles(file, 48);
        assertThat(given).hasSize(5);
        for (int i = 0; i < given.size(); i++) {
            assertThat(given.get(i)).as("picture " + i).isEqualTo(wanted.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({"png, rgb24", "png, rgba", "png, monob", "gif, pal8", "bmp, rgb565le"})
    void hasNothingOfTheSides(String ending, String format) throws IOException {
        String name = "flag-" + format + "." + ending;
        Path file = drawn.file(name, FLAG, "-frames:v", "1", "-pix_fmt", format, "-sws_dither", "none");
        Painted painted = Painted.middles(file, 16, 16);
        boolean bits = format.equals("monob");
        assertThat(painted.pixel(0, 12, 12, 16)).allMatch(number -> number > 246);
        assertThat(painted.pixel(0, 2, 12, 16)).allMatch(number -> number > 246);
        assertThat(painted.pixel(0, 3, 3, 16).get(0)).isLessThan(20);
        assertThat(painted.pixel(0, 3, 3, 16).get(2)).isBetween(bits ? 0 : 235, bits ? 20 : 255);
        assertThat(painted.streams.get(0).width()).isEqualTo(160);
    }

    @Test
    void ofARotatedClipIsUpright() throws IOException {
        Path lying = drawn.file("lying.mp4", FLAG, "-c:v", "libopenh264", "-frames:v", "2");
        Path file = drawn.copy("rotated.mp4", List.of("-display_rotation", "90"), lying, "-c", "copy");
        Painted painted = Painted.middles(file, 16, 16);
        assertThat(painted.pixel(0, 3, 12, 16).get(0))
                .as("the blue corner, turned")
                .isLessThan(30);
        assertThat(painted.pixel(0, 12, 3, 16).get(0)).isGreaterThan(230);
    }

    @Test
    void ofALineIsAPixel() throws IOException {
        Path file = folder.resolve("line.png");
        BufferedImage line = new BufferedImage(4000, 1, BufferedImage.TYPE_INT_RGB);
        line.setRGB(1999, 0, 0x00ff00);
        try (var out = Files.newOutputStream(file)) {
            assertThat(ImageIO.write(line, "png", out)).isTrue();
        }
        assertThat(Painted.middles(file, 8, 8).pixel(0, 4, 4, 8)).isEqualTo(List.of(0, 255, 0));
    }
}
