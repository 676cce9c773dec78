package io.winnow.cli.eval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A bar for each type of question with its interval, and a mark on it for each baseline. */
final class AccuracyPlot {
    private static final double LEFT = 150;
    private static final double WIDE = 500;
    private static final double RIGHT = 60;
    private static final double TOP = 70;
    private static final double ROW = 22;
    private static final double BOTTOM = 34;

    private final String title;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String name, Share share, Map<String, Double> beside) {}

    AccuracyPlot(String title) {
        this.title = title;
    }

    /**
     * Adds a bar.
     *
     * @param beside shares of right answers by baseline
     */
    void row(String name, Share share, Map<String, Double> beside) {
        rows.add(new Row(name, share, beside));
    }

    String svg() {
        Svg svg = new Svg(LEFT + WIDE + RIGHT, TOP + rows.size() * ROW + BOTTOM, title);
        svg.words(12, 20, "start", 15, Svg.INK, title);
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.beside().keySet()));
        List<String> baselines = List.copyOf(names);
        legend(svg, baselines);
        for (int percent = 0; percent <= 100; percent += 20) {
            double x = LEFT + WIDE * percent / 100;
            svg.line(x, TOP - 6, x, TOP + rows.size() * ROW, Svg.FAINT, 1);
            svg.words(x, TOP + rows.size() * ROW + 14, "middle", 11, Svg.INK, percent + " %");
        }
        for (int i = 0; i < rows.size(); i++) {
            draw(svg, rows.get(i), TOP + i * ROW, baselines);
        }
        return svg.text();
    }

    private static void legend(Svg svg, List<String> baselines) {
        double x = LEFT;
        svg.box(x, 38, 18, 10, Svg.colour(0));
        svg.words(x + 24, 43, "start", 11, Svg.INK, "Winnow");
        for (int i = 0; i < baselines.size(); i++) {
            x += 110;
            svg.diamond(x + 8, 43, 5, Svg.colour(i + 1));
            svg.words(x + 20, 43, "start", 11, Svg.INK, baselines.get(i));
        }
    }

    private static void draw(Svg svg, Row row, double y, List<String> baselines) {
        double middle = y + ROW / 2;
        double end = LEFT + WIDE * row.share().accuracy();
        svg.words(
                LEFT - 8,
                middle,
                "end",
                12,
                Svg.INK,
                row.name() + " (" + row.share().total() + ")");
        svg.box(LEFT, y + 4, end - LEFT, ROW - 8, Svg.colour(0));
        double[] interval = row.share().interval();
        svg.line(LEFT + WIDE * interval[0], middle, LEFT + WIDE * interval[1], middle, Svg.INK, 1.5);
        for (double bound : interval) {
            svg.line(LEFT + WIDE * bound, middle - 4, LEFT + WIDE * bound, middle + 4, Svg.INK, 1.5);
        }
        row.beside()
                .forEach((name, share) ->
                        svg.diamond(LEFT + WIDE * share, middle, 5, Svg.colour(baselines.indexOf(name) + 1)));
        svg.words(
                LEFT + WIDE + 8,
                middle,
                "start",
                12,
                Svg.INK,
                QaReport.percent(row.share().accuracy()));
    }
}
