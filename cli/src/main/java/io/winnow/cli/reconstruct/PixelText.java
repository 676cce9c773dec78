package io.winnow.cli.reconstruct;

import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the few words of sheets in letters of 5x7 pixels, so that a sheet is the same on every machine, and needs no fonts on any. */
final class PixelText {
    static final int HEIGHT = 7;

    private static final int ADVANCE = 6;
    private static final String LETTERS = "0123456789.abdegiklnorstB ";
    private static final String[] ROWS = {
        " ### |  #  | ### | ### |   # |#####| ### |#####| ### | ### |     |     |#    |    #|     |     |  #  |#    | ##  |     |     |     |     |  #  |#### |     ",
        "#   #| ##  |#   #|#   #|  ## |#    |#    |    #|#   #|#   #|     |     |#    |    #|     |     |     |#    |  #  |     |     |     |     |  #  |#   #|     ",
        "#  ##|  #  |    #|    #| # # |#### |#    |   # |#   #|#   #|     | ### |#### | ####| ### | ####| ##  |#  # |  #  |# ## | ### |# ## | ####|#####|#   #|     ",
        "# # #|  #  |   # |  ## |#  # |    #|#### |  #  | ### | ####|     |    #|#   #|#   #|#   #|#   #|  #  |# #  |  #  |##  #|#   #|##  #|#    |  #  |#### |     ",
        "##  #|  #  |  #  |    #|#####|    #|#   #|  #  |#   #|    #|     | ####|#   #|#   #|#####|#   #|  #  |##   |  #  |#   #|#   #|#    | ### |  #  |#   #|     ",
        "#   #|  #  | #   |#   #|   # |#   #|#   #|  #  |#   #|   # | ##  |#   #|#   #|#   #|#    | ####|  #  |# #  |  #  |#   #|#   #|#    |    #|  #  |#   #|     ",
        " ### | ### |#####| ### |   # | ### | ### |  #  | ### | ##  | ##  | ####|#### | ####| ### | ### | ### |#  # | ### |#   #| ### |#    |#### |   ##|#### |     ",
    };
    private static final Map<Character, String[]> GLYPHS = glyphs();

    private PixelText() {}

    private static Map<Character, String[]> glyphs() {
        return IntStream.range(0, LETTERS.length())
                .boxed()
                .collect(Collectors.toMap(
                        LETTERS::charAt,
                        i -> IntStream.range(0, HEIGHT)
                                .mapToObj(row -> ROWS[row].split("\\|", -1)[i])
                                .toArray(String[]::new)));
    }

    /** Pixels that a text takes in a row. */
    static int width(String text) {
        return Math.max(0, text.length() * ADVANCE - 1);
    }

    /**
     * Writes.
     *
     * @param x left edge of the first letter
     * @param y upper edge of the letters
     * @throws IllegalArgumentException where a letter is none of those that sheets need
     */
    static void write(BufferedImage sheet, int x, int y, String text, int rgb) {
        for (int i = 0; i < text.length(); i++) {
            String[] glyph = GLYPHS.get(text.charAt(i));
            if (glyph == null) {
                throw new IllegalArgumentException("there is no letter " + text.charAt(i));
            }
            draw(sheet, x + i * ADVANCE, y, glyph, rgb);
        }
    }

    private static void draw(BufferedImage sheet, int x, int y, String[] glyph, int rgb) {
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < glyph[row].length(); column++) {
                if (glyph[row].charAt(column) == '#') {
                    sheet.setRGB(x + column, y + row, rgb);
                }
            }
        }
    }
}
