package io.winnow.cli.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** For each keep ratio a field of clip lengths by where the needle lies, the darker the more is answered rightly, and beside each length the share over all places. */
final class NeedlePlot {
    private static final double LEFT = 96;
    private static final double CELL = 52;
    private static final double HIGH = 34;
    private static final double ALL = 130;
    private static final double TOP = 84;
    private static final double GAP = 66;

    private final String title;
    private final List<Integer> lengths;
    private final List<Field> fields = new ArrayList<>();

    private record Field(double keep, IntFunction<Share> all, BiFunction<Integer, Integer, Share> places) {}

    NeedlePlot(String title, List<Integer> lengths) {
        this.title = title;
        this.lengths = List.copyOf(lengths);
    }

    /**
     * Adds a field.
     *
     * @param all right answers by a length in minutes
     * @param places right answers by a length and a place
     */
    void keep(double keep, IntFunction<Share> all, BiFunction<Integer, Integer, Share> places) {
        fields.add(new Field(keep, all, places));
    }

    String svg() {
        double field = lengths.size() * HIGH + GAP;
        double wide = LEFT + NeedleClip.PLACES * CELL + ALL + 20;
        Svg svg = new Svg(wide, TOP + fields.size() * field - GAP + 44, title);
        svg.words(12, 20, "start", 15, Svg.INK, title);
        for (int i = 0; i < fields.size(); i++) {
            draw(svg, fields.get(i), TOP + i * field);
        }
        svg.words(
                LEFT + NeedleClip.PLACES * CELL / 2,
                TOP + fields.size() * field - GAP + 22,
                "middle",
                12,
                Svg.INK,
                "where in the clip, from its start to its end");
        return svg.text();
    }

    private void draw(Svg svg, Field field, double top) {
        svg.words(12, top - 36, "start", 13, Svg.INK, QaReport.percent(field.keep()) + " % of the tokens kept");
        svg.words(LEFT + NeedleClip.PLACES * CELL + 12, top - 14, "start", 12, Svg.INK, "all, with 95 %");
        for (int row = 0; row < lengths.size(); row++) {
            int minutes = lengths.get(row);
            double y = top + row * HIGH;
            svg.words(LEFT - 10, y + HIGH / 2, "end", 12, Svg.INK, minutes + " min");
            for (int place = 0; place < NeedleClip.PLACES; place++) {
                Share share = field.places().apply(minutes, place);
                cell(svg, LEFT + place * CELL, y, share);
            }
            Share all = field.all().apply(minutes);
            svg.words(
                    LEFT + NeedleClip.PLACES * CELL + 12,
                    y + HIGH / 2,
                    "start",
                    12,
                    Svg.INK,
                    whole(all.accuracy()) + " % (" + whole(all.interval()[0]) + " to " + whole(all.interval()[1])
                            + ")");
        }
    }

    private static void cell(Svg svg, double x, double y, Share share) {
        if (share.total() == 0) {
            svg.box(x + 1, y + 1, CELL - 2, HIGH - 2, "#f6f8fa");
            return;
        }
        svg.box(x + 1, y + 1, CELL - 2, HIGH - 2, shade(share.accuracy()));
        svg.words(
                x + CELL / 2,
                y + HIGH / 2,
                "middle",
                12,
                share.accuracy() > 0.55 ? "#ffffff" : Svg.INK,
                whole(share.accuracy()));
    }

    /** From white to blue. */
    private static String shade(double share) {
        int red = (int) Math.round(255 - share * 255);
        int green = (int) Math.round(255 - share * (255 - 0x72));
        int blue = (int) Math.round(255 - share * (255 - 0xb2));
        return String.format("#%02x%02x%02x", red, green, blue);
    }

    private static String whole(double share) {
        return Long.toString(Math.round(100 * share));
    }
}
