package io.winnow.cli.eval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Lines through points, over an axis in which equal steps are equal ratios or equal differences. */
final class LinePlot {
    private static final double LEFT = 56;
    private static final double TOP = 66;
    private static final double WIDE = 520;
    private static final double HIGH = 320;
    private static final double LEGEND = 170;

    private static final int DIGITS = 6;

    private final String title;
    private final String across;
    private final String up;
    private final boolean ratios;
    private final List<Line> lines = new ArrayList<>();

    /**
     * A place on the sheet.
     *
     * @param x above 0 where the axis is of ratios
     */
    record Point(double x, double y) {}

    private record Line(String name, List<Point> points) {}

    /**
     * A plot.
     *
     * @param across what the axis across says
     * @param up what the axis up says
     * @param ratios whether equal steps across are equal ratios
     */
    LinePlot(String title, String across, String up, boolean ratios) {
        this.title = title;
        this.across = across;
        this.up = up;
        this.ratios = ratios;
    }

    /** Adds a line through points in their order; none where there are no points. */
    LinePlot line(String name, List<Point> points) {
        if (!points.isEmpty()) {
            lines.add(new Line(name, List.copyOf(points)));
        }
        return this;
    }

    String svg() {
        Svg svg = new Svg(LEFT + WIDE + LEGEND, TOP + HIGH + 52, title);
        svg.words(12, 20, "start", 15, Svg.INK, title);
        svg.words(12, 46, "start", 12, Svg.INK, up);
        svg.words(LEFT + WIDE / 2, TOP + HIGH + 38, "middle", 12, Svg.INK, across);
        Axis x = Axis.over(numbers(Point::x), ratios);
        Axis y = Axis.over(numbers(Point::y), false);
        grid(svg, x, y);
        for (int i = 0; i < lines.size(); i++) {
            draw(svg, lines.get(i), Svg.colour(i), x, y);
            double at = TOP + 8 + 20 * i;
            svg.dot(LEFT + WIDE + 18, at, 4, Svg.colour(i));
            svg.words(LEFT + WIDE + 28, at, "start", 12, Svg.INK, lines.get(i).name());
        }
        return svg.text();
    }

    private double[] numbers(ToDoubleFunction<Point> number) {
        return lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(number)
                .toArray();
    }

    private static void grid(Svg svg, Axis x, Axis y) {
        for (double tick : x.ticks()) {
            double at = LEFT + WIDE * x.place(tick);
            svg.line(at, TOP, at, TOP + HIGH, Svg.FAINT, 1);
            svg.words(at, TOP + HIGH + 16, "middle", 11, Svg.INK, number(tick));
        }
        for (double tick : y.ticks()) {
            double at = TOP + HIGH * (1 - y.place(tick));
            svg.line(LEFT, at, LEFT + WIDE, at, Svg.FAINT, 1);
            svg.words(LEFT - 8, at, "end", 11, Svg.INK, number(tick));
        }
    }

    /** Without digits that say nothing. */
    private static String number(double number) {
        return new BigDecimal(number)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void draw(Svg svg, Line line, String colour, Axis x, Axis y) {
        double fromX = 0;
        double fromY = 0;
        for (int i = 0; i < line.points().size(); i++) {
            Point point = line.points().get(i);
            double atX = LEFT + WIDE * x.place(point.x());
            double atY = TOP + HIGH * (1 - y.place(point.y()));
            if (i > 0) {
                svg.line(fromX, fromY, atX, atY, colour, 2);
            }
            svg.dot(atX, atY, 4, colour);
            fromX = atX;
            fromY = atY;
        }
    }
}
