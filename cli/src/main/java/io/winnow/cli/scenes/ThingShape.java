package io.winnow.cli.scenes;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Shapes that stay distinct when a picture is read in a few coarse cells. */
public enum ThingShape {
    CIRCLE("circle", "round", "disc"),
    SQUARE("square", "box"),
    TRIANGLE("triangle"),
    STAR("star"),
    HEART("heart");

    private static final int STAR_CORNERS = 10;
    private static final double STAR_INNER = 0.44;

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> synonyms;

    ThingShape(String word, String... synonyms) {
        this.word = word;
        this.synonyms = List.of(synonyms);
    }

    /** The name that questions and answers use. */
    public String word() {
        return word;
    }

    /** Other names an answer may use. */
    public List<String> synonyms() {
        return synonyms;
    }

    /**
     * The outline around the origin. All shapes cover about as much area as a circle of the same diameter, so that none
     * is harder to see.
     *
     * @param diameter in pixels
     */
    public Shape outline(double diameter) {
        double r = diameter / 2;
        return switch (this) {
            case CIRCLE -> new Ellipse2D.Double(-r, -r, diameter, diameter);
            case SQUARE -> new Rectangle2D.Double(-0.88 * r, -0.88 * r, 1.76 * r, 1.76 * r);
            case TRIANGLE -> polygon(-1.12 * r, 0.9 * r, 1.12 * r, 0.9 * r, 0, -1.05 * r);
            case STAR -> star(1.2 * r);
            case HEART -> heart(1.08 * r);
        };
    }

    private static Path2D polygon(double... corners) {
        Path2D.Double path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(corners[i], corners[i + 1]);
        }
        path.closePath();
        return path;
    }

    private static Path2D star(double radius) {
        double[] corners = new double[2 * STAR_CORNERS];
        for (int i = 0; i < STAR_CORNERS; i++) {
            double angle = 2 * Math.PI * i / STAR_CORNERS;
            double reach = i % 2 == 0 ? radius : STAR_INNER * radius;
            corners[2 * i] = reach * Math.sin(angle);
            corners[2 * i + 1] = 0.06 * radius - reach * Math.cos(angle);
        }
        return polygon(corners);
    }

    private static Path2D heart(double r) {
        Path2D.Double path = new Path2D.Double();
        path.moveTo(0, r);
        path.curveTo(-0.55 * r, 0.5 * r, -1.1 * r, 0.1 * r, -1.1 * r, -0.38 * r);
        path.curveTo(-1.1 * r, -1.05 * r, -0.25 * r, -1.15 * r, 0, -0.5 * r);
        path.curveTo(0.25 * r, -1.15 * r, 1.1 * r, -1.05 * r, 1.1 * r, -0.38 * r);
        path.curveTo(1.1 * r, 0.1 * r, 0.55 * r, 0.5 * r, 0, r);
        path.closePath();
        return path;
    }
}
