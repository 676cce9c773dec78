package io.winnow.cli.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;

/**
 * Draws things like stickers: a pale rim sets each off from a background or another thing of its own colour, and a dark
 * line sets a pale thing off from its rim.
 */
final class ThingPainter {
    private static final int SHADOWS = 4;

    private ThingPainter() {}

    static void draw(Graphics2D graphics, Thing thing, Place place, int width, int height) {
        double diameter = thing.size() * ScenePainter.unit(width, height);
        Shape outline = thing.shape().outline(diameter);
        AffineTransform before = graphics.getTransform();
        graphics.translate(place.x() * width, place.y() * height);
        graphics.translate(0.05 * diameter, 0.07 * diameter);
        for (int i = SHADOWS; i > 0; i--) {
            graphics.setColor(Palette.faded(0x000000, 0.09));
            graphics.setStroke(rounded(0.06 * diameter * i));
            graphics.draw(outline);
        }
        graphics.fill(outline);
        graphics.translate(-0.05 * diameter, -0.07 * diameter);
        graphics.setColor(new Color(0xF7F7F4));
        graphics.setStroke(rounded(0.12 * diameter));
        graphics.draw(outline);
        graphics.setColor(new Color(thing.colour().rgb()));
        graphics.fill(outline);
        graphics.setColor(edge(thing.colour()));
        graphics.setStroke(rounded(0.045 * diameter));
        graphics.draw(outline);
        graphics.setTransform(before);
    }

    private static BasicStroke rounded(double wide) {
        return new BasicStroke((float) wide, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static Color edge(ThingColour colour) {
        if (colour == ThingColour.BLACK) {
            return new Color(0x4A4A50);
        }
        return new Color(colour.rgb()).darker();
    }
}
