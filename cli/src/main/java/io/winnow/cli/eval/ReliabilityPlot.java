package io.winnow.cli.eval;

import java.util.LinkedHashMap;
import java.util.Map;

/** The share of right answers over their confidence. On the diagonal confidence is what it says; a larger dot is more answers. */
final class ReliabilityPlot {
    private static final double LEFT = 56;
    private static final double TOP = 60;
    private static final double SIDE = 320;

    private final String title;
    private final Map<String, Reliability> curves = new LinkedHashMap<>();

    ReliabilityPlot(String title) {
        this.title = title;
    }

    ReliabilityPlot curve(String name, Reliability reliability) {
        curves.put(name, reliability);
        return this;
    }

    String svg() {
        Svg svg = new Svg(LEFT + SIDE + 24, TOP + SIDE + 48, title);
        svg.words(12, 20, "start", 15, Svg.INK, title);
        for (int percent = 0; percent <= 100; percent += 20) {
            double at = SIDE * percent / 100;
            svg.line(LEFT + at, TOP, LEFT + at, TOP + SIDE, Svg.FAINT, 1);
            svg.line(LEFT, TOP + at, LEFT + SIDE, TOP + at, Svg.FAINT, 1);
            svg.words(LEFT + at, TOP + SIDE + 14, "middle", 11, Svg.INK, percent + " %");
            svg.words(LEFT - 8, TOP + SIDE - at, "end", 11, Svg.INK, percent + " %");
        }
        svg.line(LEFT, TOP + SIDE, LEFT + SIDE, TOP, Svg.INK, 1);
        svg.words(LEFT + SIDE / 2, TOP + SIDE + 34, "middle", 12, Svg.INK, "confidence");
        svg.words(12, 44, "start", 12, Svg.INK, "right");
        int number = 0;
        for (Map.Entry<String, Reliability> curve : curves.entrySet()) {
            draw(svg, curve.getValue(), Svg.colour(number));
            svg.dot(LEFT + 110 + 110 * number, 44, 5, Svg.colour(number));
            svg.words(LEFT + 120 + 110 * number, 44, "start", 12, Svg.INK, curve.getKey());
            number++;
        }
        return svg.text();
    }

    private static void draw(Svg svg, Reliability reliability, String colour) {
        double fromX = 0;
        double fromY = 0;
        boolean first = true;
        for (Reliability.Bin bin : reliability.bins()) {
            if (bin.total() == 0) {
                continue;
            }
            double x = LEFT + SIDE * bin.confidence();
            double y = TOP + SIDE * (1 - new Share(bin.total(), bin.correct()).accuracy());
            if (!first) {
                svg.line(fromX, fromY, x, y, colour, 2);
            }
            svg.dot(x, y, 3 + 10 * Math.sqrt((double) bin.total() / reliability.total()), colour);
            fromX = x;
            fromY = y;
            first = false;
        }
    }
}
