package io.winnow.it;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures to make archives of. */
final class Originals {
    private static final long SEED = 7;

    private Originals() {}

    /** So many sound pictures, and one that is damaged. */
    static Path in(Path folder, int pictures) throws IOException {
        Files.createDirectories(folder);
        Random random = new Random(SEED);
        for (int i = 0; i < pictures; i++) {
            BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            for (int shape = 0; shape < 20; shape++) {
                graphics.setColor(new Color(random.nextInt(1 << 24)));
                graphics.fillOval(random.nextInt(140), random.nextInt(100), 60, 40);
            }
            graphics.dispose();
            ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
        }
        Files.write(folder.resolve("damaged.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0});
        return folder;
    }
}
