package io.winnow.cli.eval;

import java.util.Locale;

/** A picture of lines, boxes and words, in the order in which they are drawn. */
final class Svg {
    static final String INK = "#24292f";
    static final String FAINT = "#d0d7de";
    private static final String FONT = "font-family=\"system-ui, sans-serif\"";

    private final StringBuilder drawn = new StringBuilder();
    private final double width;
    private final double height;

    /** A white sheet, in pixels. */
    Svg(double width, double height, String title) {
        this.width = width;
        this.height = height;
        drawn.append("<title>").append(escaped(title)).append("</title>\n");
        box(0, 0, width, height, "#ffffff");
    }

    /** Colours that are told apart without red and green (Okabe and Ito's). */
    static String colour(int number) {
        String[] colours = {"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"};
        return colours[Math.floorMod(number, colours.length)];
    }

    void box(double x, double y, double wide, double high, String fill) {
        add("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>", x, y, wide, high, fill);
    }

    void line(double x1, double y1, double x2, double y2, String stroke, double thick) {
        add(
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>",
                x1, y1, x2, y2, stroke, thick);
    }

    void dot(double x, double y, double radius, String fill) {
        add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>", x, y, radius, fill);
    }

    /** A diamond around a point. */
    void diamond(double x, double y, double radius, String fill) {
        add(
                "<path d=\"M%s %s L%s %s L%s %s L%s %s Z\" fill=\"%s\"/>",
                x - radius, y, x, y - radius, x + radius, y, x, y + radius, fill);
    }

    /** Words from a point on ({@code start}), around it ({@code middle}) or up to it ({@code end}); y is that of their middle. */
    void words(double x, double y, String anchor, double size, String fill, String text) {
        add(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" dominant-baseline=\"central\" font-size=\"%s\" fill=\"%s\" "
                        + FONT + ">%s</text>",
                x,
                y,
                anchor,
                size,
                fill,
                escaped(text));
    }

    private void add(String form, Object... values) {
        Object[] written = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            written[i] = values[i] instanceof Double number ? number(number) : values[i];
        }
        drawn.append(String.format(Locale.ROOT, form, written)).append('\n');
    }

    private static String number(double number) {
        String text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    String text() {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\">\n",
                        number(width),
                        number(height),
                        number(width),
                        number(height))
                + drawn + "</svg>\n";
    }
}
