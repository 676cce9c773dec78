package io.winnow.cli.reconstruct;

import io.winnow.tokenize.RgbPicture;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pictures of one size in rows, each with up to two lines of words below it. */
public final class Sheet {
    private static final int GAP = 8;
    private static final int LINE = PixelText.HEIGHT + 3;
    private static final int LINES = 2;
    private static final int PAPER = 0xffffff;
    private static final int INK = 0x24292f;

    private final List<List<Cell>> rows = new ArrayList<>();

    private record Cell(RgbPicture picture, List<String> words) {}

    /** Begins a row. */
    public Sheet row() {
        rows.add(new ArrayList<>());
        return this;
    }

    /** Adds a picture to the row. */
    public Sheet add(RgbPicture picture, String... words) {
        if (words.length > LINES) {
            throw new IllegalArgumentException("there is room for " + LINES + " lines, not " + words.length);
        }
        rows.get(rows.size() - 1).add(new Cell(picture, List.of(words)));
        return this;
    }

    /** Draws it; every column is as wide as the widest of all. */
    public BufferedImage image() {
        int wide = widest();
        int high = rows.stream()
                .flatMap(List::stream)
                .mapToInt(cell -> cell.picture().height())
                .max()
                .orElse(0);
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int words = rows.stream()
                .flatMap(List::stream)
                .mapToInt(cell -> cell.words().size())
                .max()
                .orElse(0);
        int step = high + words * LINE + GAP;
        BufferedImage sheet =
                new BufferedImage(GAP + columns * (wide + GAP), GAP + rows.size() * step, BufferedImage.TYPE_INT_RGB);
        int[] paper = new int[sheet.getWidth() * sheet.getHeight()];
        Arrays.fill(paper, PAPER);
        sheet.setRGB(0, 0, sheet.getWidth(), sheet.getHeight(), paper, 0, sheet.getWidth());
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                draw(
                        sheet,
                        GAP + column * (wide + GAP),
                        GAP + row * step,
                        wide,
                        rows.get(row).get(column));
            }
        }
        return sheet;
    }

    private int widest() {
        return rows.stream()
                .flatMap(List::stream)
                .mapToInt(cell -> Math.max(
                        cell.picture().width(),
                        cell.words().stream().mapToInt(PixelText::width).max().orElse(0)))
                .max()
                .orElse(0);
    }

    private static void draw(BufferedImage sheet, int x, int y, int wide, Cell cell) {
        RgbPicture picture = cell.picture();
        int left = x + (wide - picture.width()) / 2;
        sheet.setRGB(left, y, picture.width(), picture.height(), picture.packed(), 0, picture.width());
        for (int line = 0; line < cell.words().size(); line++) {
            String words = cell.words().get(line);
            int middle = x + (wide - PixelText.width(words)) / 2;
            PixelText.write(sheet, middle, y + picture.height() + 3 + line * LINE, words, INK);
        }
    }
}
