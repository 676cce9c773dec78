package io.winnow.cli.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.tokenize.RgbPicture;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SheetTest {

    private static RgbPicture plain(int side, int value) {
        byte[] rgb = new byte[3 * side * side];
        Arrays.fill(rgb, (byte) value);
        return new RgbPicture(side, side, rgb);
    }

    @Test
    void picturesStandInTheirRowsWithGapsBetween() {
        BufferedImage sheet = new Sheet()
                .row()
                .add(plain(64, 10), "1 token")
                .add(plain(64, 20))
                .row()
                .add(plain(64, 30))
                .image();
        assertThat(sheet.getWidth()).isEqualTo(8 + 2 * 72);
        assertThat(sheet.getHeight()).isEqualTo(8 + 2 * (64 + 10 + 8));
        assertThat(sheet.getRGB(8, 8) & 0xff).isEqualTo(10);
        assertThat(sheet.getRGB(80, 8) & 0xff).isEqualTo(20);
        assertThat(sheet.getRGB(8, 90) & 0xff).isEqualTo(30);
        assertThat(sheet.getRGB(80, 90) & 0xff).isEqualTo(255);
        assertThat(sheet.getRGB(76, 8) & 0xff).isEqualTo(255);
    }

    @Test
    void wordsThatAreWiderThanAPictureMakeItsColumnWider() {
        BufferedImage sheet = new Sheet().row().add(plain(16, 0), "128 tokens").image();
        assertThat(sheet.getWidth()).isEqualTo(8 + 59 + 8);
    }

    @Test
    void everyLetterOfSheetsIsFivePixelsWideAndTold() {
        BufferedImage paper = new BufferedImage(400, 10, BufferedImage.TYPE_INT_RGB);
        String words = "0123456789. original tokens dB s";
        PixelText.write(paper, 0, 0, words, 0xffffff);
        for (int i = 0; i < words.length(); i++) {
            assertThat(hasInk(paper, 6 * i, 5)).as("" + words.charAt(i)).isEqualTo(words.charAt(i) != ' ');
            assertThat(hasInk(paper, 6 * i + 5, 1)).isFalse();
        }
        assertThat(PixelText.width(words)).isEqualTo(6 * words.length() - 1);
        assertThatThrownBy(() -> PixelText.write(paper, 0, 0, "ß", 0)).hasMessageContaining("no letter ß");
    }

    private static boolean hasInk(BufferedImage paper, int from, int wide) {
        boolean ink = false;
        for (int x = from; x < from + wide; x++) {
            for (int y = 0; y < PixelText.HEIGHT; y++) {
                ink |= (paper.getRGB(x, y) & 0xffffff) != 0;
            }
        }
        return ink;
    }
}
