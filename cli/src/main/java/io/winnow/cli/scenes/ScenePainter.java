package io.winnow.cli.scenes;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Draws one scene, at any size and any time. Nothing is kept between frames, so they may be drawn in any order. */
public final class ScenePainter {
    /** How much larger than its shorter side's share things may be drawn in an oblong picture. */
    private static final double OBLONG = 1.2;

    /** Keeps the background's details independent of the draws that composed the scene. */
    private static final long DETAILS = 0x5CE4E5L;

    private final Scene scene;
    private final SkyPainter sky;
    private final GroundPainter ground;

    public ScenePainter(Scene scene) {
        this.scene = scene;
        Dealer dealer = new Dealer(scene.seed() ^ DETAILS << 32);
        this.sky = new SkyPainter(dealer);
        this.ground = new GroundPainter(scene.background().ground(), dealer);
    }

    /** Pixels of a thing of size 1, so that things stay large in an oblong picture and still fit its shorter side. */
    public static double unit(int width, int height) {
        return Math.min(Math.max(width, height), OBLONG * Math.min(width, height));
    }

    /** The picture at a time into the clip, in {@link BufferedImage#TYPE_INT_RGB}. */
    public BufferedImage paint(int width, int height, double seconds) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        paint(image, seconds);
        return image;
    }

    /** Paints over all of an image, for a caller that draws many frames. */
    public void paint(BufferedImage image, double seconds) {
        Graphics2D graphics = image.createGraphics();
        try {
            draw(graphics, image.getWidth(), image.getHeight(), seconds);
        } finally {
            graphics.dispose();
        }
    }

    /** Draws the picture at a time into the clip over the rectangle from the origin. */
    public void draw(Graphics2D graphics, int width, int height, double seconds) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        Palette palette = new Palette(scene.background().darkness(seconds));
        sky.draw(graphics, width, height, seconds, palette);
        ground.draw(graphics, width, height, seconds, palette);
        for (Thing thing : scene.things()) {
            Place place = thing.motion().at(seconds);
            if (place.within(-0.35)) {
                ThingPainter.draw(graphics, thing, place, width, height);
            }
        }
    }
}
