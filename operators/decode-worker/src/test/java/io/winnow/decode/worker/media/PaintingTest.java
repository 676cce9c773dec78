package io.winnow.decode.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaintingTest {
    private static final int SIDE = 96;
    private static final String CORNERS =
            "color=red:size=64x48,drawbox=0:0:32:24:lime:fill,drawbox=0:24:32:24:blue:fill";

    @TempDir
    private static Path folder;

    private static Drawn drawn;

    @BeforeAll
    static void load() throws IOException {
        Natives.load();
        drawn = new Drawn(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "h264.mp4, libopenh264, yuv420p, ''",
        "vp9.webm, libvpx-vp9, yuv420p, ''",
        "tenbit.webm, libvpx-vp9, yuv420p10le, ''",
        "mjpeg.avi, mjpeg, yuvj420p, ''",
        "mpeg4.mp4, mpeg4, yuv420p, ''",
        "ffv1.mkv, ffv1, yuv444p16le, ''",
        "deep.png, png, rgb48be, ''",
        "grey.png, png, gray16be, ''",
        "hd.mkv, ffv1, yuv420p, bt709",
        "wide.mkv, ffv1, yuv420p, bt2020nc",
        "interlaced.mkv, ffv1, yuv420p, tff"
    })
    void scaledPicturesAreThoseOfTheCommandsScaleFilter(String name, String encoder, String format, String mark)
            throws IOException {
        String filter = switch (mark) {
            case "" -> "null";
            case "tff" -> "setfield=tff";
            default -> "scale=out_color_matrix=" + mark + ",setparams=colorspace=" + mark;
        };
        String frames = name.endsWith(".png") ? "1" : "12";
        Path file =
                drawn.file(name, Drawn.MOVING, "-vf", filter, "-c:v", encoder, "-pix_fmt", format, "-frames:v", frames);
        assertSame(Painted.of(file, SIDE, SIDE).pictures, drawn.pictures(file, SIDE, SIDE));
    }

    private static void assertSame(List<byte[]> given, List<byte[]> wanted) {
        assertThat(given.size()).isEqualTo(wanted.size()).isPositive();
        for (int i = 0; i < given.size(); i++) {
            assertThat(given.get(i)).as("picture " + i).isEqualTo(wanted.get(i));
        }
    }

    @Test
    void anAnimatedGifGivesEachOfItsPictures() throws IOException {
        Path file = drawn.file("moving.gif", Drawn.MOVING, "-vf", "fps=10", "-frames:v", "8");
        Painted painted = Painted.of(file, SIDE, SIDE);
        assertSame(painted.pictures, drawn.pictures(file, SIDE, SIDE));
        assertThat(painted.facts).hasSize(8);
        assertThat(painted.facts.get(3).startMicros()).isEqualTo(300_000);
        assertThat(painted.facts.get(3).endMicros()).isEqualTo(400_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void rotatedVideoComesOutUpright(int degrees) throws IOException {
        Path lying = drawn.file("lying.mp4", CORNERS, "-c:v", "libopenh264", "-frames:v", "2");
        Path file = drawn.copy(
                "rotated" + degrees + ".mp4", List.of("-display_rotation", "" + degrees), lying, "-c", "copy");
        Painted painted = Painted.of(file, SIDE, SIDE);
        assertAlike(painted.pictures.get(0), drawn.pictures(file, SIDE, SIDE).get(0));
        assertThat(painted.streams.get(0).rotation()).isEqualTo(360 - degrees);
        assertThat(painted.streams.get(0).width()).isEqualTo(degrees == 180 ? 64 : 48);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void picturesWithAnExifOrientationComeOutUpright(int orientation) throws IOException {
        Path plain = drawn.file("plain.jpg", CORNERS, "-frames:v", "1");
        Path file = folder.resolve("exif" + orientation + ".jpg");
        Files.write(file, withSegment(Files.readAllBytes(plain), 0xe1, exif(orientation)));
        assertAlike(
                Painted.of(file, SIDE, SIDE).pictures.get(0),
                drawn.pictures(file, SIDE, SIDE).get(0));
    }

    /** Turned after scaling instead of before, edges differ a little. */
    private static void assertAlike(byte[] given, byte[] wanted) {
        long difference = 0;
        for (int i = 0; i < given.length; i++) {
            difference += Math.abs((given[i] & 255) - (wanted[i] & 255));
        }
        assertThat((double) difference / given.length).isLessThan(4);
    }

    private static byte[] exif(int orientation) {
        ByteBuffer segment = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4);
        segment.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42}).putInt(8);
        segment.putShort((short) 1);
        segment.putShort((short) 0x112).putShort((short) 3).putInt(1);
        segment.putShort((short) orientation).putShort((short) 0);
        return segment.putInt(0).array();
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        ByteBuffer bytes = ByteBuffer.allocate(jpeg.length + content.length + 4);
        bytes.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker).putShort((short) (content.length + 2));
        return bytes.put(content).put(jpeg, 2, jpeg.length - 2).array();
    }

    @Test
    void transparentPartsAreOnWhite() throws IOException {
        String half = "color=red@0.5:size=32x32,format=rgba,colorchannelmixer=aa=0.5";
        Painted painted = Painted.of(drawn.file("half.png", half, "-frames:v", "1"), 32, 32);
        List<Integer> pixel = painted.pixel(0, 16, 16, 32);
        assertThat(pixel.get(0)).isBetween(253, 255);
        assertThat(pixel.get(1)).isBetween(126, 194);
        Painted clear = Painted.of(
                drawn.file("clear.png", "color=blue:size=32x32,format=rgba,colorchannelmixer=aa=0", "-frames:v", "1"),
                32,
                32);
        assertThat(clear.pixel(0, 5, 5, 32)).isEqualTo(List.of(255, 255, 255));
    }

    @Test
    void cmykPicturesHaveTheirColours() throws IOException {
        Path file = folder.resolve("cmyk.jpg");
        Files.write(file, cmyk(0, 255, 255, 255));
        List<Integer> cyan = Painted.of(file, 32, 32).pixel(0, 16, 16, 32);
        assertThat(cyan.get(0)).isLessThan(8);
        assertThat(cyan.get(1)).isGreaterThan(247);
        assertThat(cyan.get(2)).isGreaterThan(247);
    }

    /** A JPEG of one colour, stored inverted as Adobe's programs do and say. */
    private static byte[] cmyk(int... inverted) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(0, 32, 32, 4, null);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                raster.setPixel(x, y, inverted);
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(new IIOImage(raster, null, null));
        }
        byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        return withSegment(bytes.toByteArray(), 0xee, adobe);
    }

    @Test
    void theSampleAspectRatioIsTold() throws IOException {
        Path file = drawn.file("wide.mp4", Drawn.MOVING, "-vf", "setsar=2/1", "-c:v", "mpeg4", "-frames:v", "2");
        StreamFacts facts = Painted.of(file, SIDE, SIDE).streams.get(0);
        assertThat(facts.aspectNumerator()).isEqualTo(2);
        assertThat(facts.aspectDenominator()).isEqualTo(1);
    }
}
