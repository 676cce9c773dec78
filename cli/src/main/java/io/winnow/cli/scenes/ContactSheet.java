package io.winnow.cli.scenes;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Shows a whole clip at a glance, for whoever judges whether its questions are fair. */
final class ContactSheet {
    private static final int COLUMNS = 6;
    private static final int GAP = 4;

    private final BufferedImage sheet;
    private final int width;
    private final int height;

    ContactSheet(int frames, int width, int height) {
        int rows = (frames + COLUMNS - 1) / COLUMNS;
        this.width = width;
        this.height = height;
        this.sheet = new BufferedImage(
                COLUMNS * (width + GAP) + GAP, rows * (height + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
    }

    void add(int index, BufferedImage frame) {
        int x = GAP + index % COLUMNS * (width + GAP);
        int y = GAP + index / COLUMNS * (height + GAP);
        sheet.getRaster().setRect(x, y, frame.getRaster());
    }

    void write(Path folder, long seed) throws IOException {
        Files.createDirectories(folder);
        ImageIO.write(sheet, "png", folder.resolve(seed + ".png").toFile());
    }
}
