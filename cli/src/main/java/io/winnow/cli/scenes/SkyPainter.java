package io.winnow.cli.scenes;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;

/**
 * Draws what is above the horizon. Sun and moon are small and have no outline, the moon is a crescent and the stars are
 * dots, so that none is taken for one of the things.
 */
final class SkyPainter {
    private static final int STARS = 60;
    private static final int CLOUDS = 4;
    private static final double DRIFT = 0.012;

    private final double[][] stars = new double[STARS][];
    private final double[][] clouds = new double[CLOUDS][];
    private final boolean sunOnRight;

    SkyPainter(Dealer dealer) {
        for (int i = 0; i < STARS; i++) {
            stars[i] = new double[] {
                dealer.between(0, 1), dealer.between(0, 0.6), dealer.between(0.003, 0.007), dealer.between(0, 6)
            };
        }
        for (int i = 0; i < CLOUDS; i++) {
            double x = (i + dealer.between(0.1, 0.9)) / CLOUDS * 1.3;
            clouds[i] = new double[] {x, dealer.between(0.07, 0.42), dealer.between(0.07, 0.12)};
        }
        sunOnRight = dealer.chance(0.5);
    }

    void draw(Graphics2D graphics, int width, int height, double seconds, Palette palette) {
        float horizon = (float) (GroundPainter.HORIZON * height);
        graphics.setPaint(new LinearGradientPaint(0, 0, 0, horizon, new float[] {0, 0.6f, 1}, new Color[] {
            palette.skyTop(), palette.skyMiddle(), palette.skyLow()
        }));
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        drawStars(graphics, width, height, seconds, palette.lamps());
        drawSun(graphics, width, height, palette.darkness());
        drawMoon(graphics, width, height, palette);
        drawClouds(graphics, width, height, seconds, palette);
    }

    private void drawStars(Graphics2D graphics, int width, int height, double seconds, double lamps) {
        if (lamps == 0) {
            return;
        }
        for (double[] star : stars) {
            double twinkle = 0.7 + 0.3 * Math.sin(2 * seconds + star[3]);
            double size = Math.max(1, star[2] * Math.min(width, height));
            graphics.setColor(Palette.faded(0xFFFFF0, lamps * twinkle));
            graphics.fill(new Ellipse2D.Double(star[0] * width, star[1] * height, size, size));
        }
    }

    private void drawSun(Graphics2D graphics, int width, int height, double darkness) {
        double y = (0.13 + 0.9 * darkness) * height;
        double unit = Math.min(width, height);
        if (y > (GroundPainter.HORIZON + 0.25) * height) {
            return;
        }
        double x = (sunOnRight ? 0.82 : 0.18) * width;
        int glow = darkness < 0.25 ? 0xFFFBE0 : 0xFFE3A0;
        double reach = 0.26 * unit;
        graphics.setPaint(new RadialGradientPaint(
                (float) x, (float) y, (float) reach, new float[] {0, 0.26f, 0.34f, 1}, new Color[] {
                    Palette.faded(0xFFFFF4, 1),
                    Palette.faded(glow, 0.95),
                    Palette.faded(glow, 0.4),
                    Palette.faded(glow, 0)
                }));
        graphics.fill(new Ellipse2D.Double(x - reach, y - reach, 2 * reach, 2 * reach));
    }

    private void drawMoon(Graphics2D graphics, int width, int height, Palette palette) {
        double lamps = palette.lamps();
        if (lamps == 0) {
            return;
        }
        double r = 0.055 * Math.min(width, height);
        double x = (sunOnRight ? 0.2 : 0.8) * width;
        double y = (0.4 - 0.25 * lamps) * height;
        Area moon = new Area(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
        moon.subtract(new Area(new Ellipse2D.Double(x - 0.35 * r, y - 1.2 * r, 2 * r, 2 * r)));
        graphics.setColor(Palette.faded(0xF6EFCF, lamps));
        graphics.fill(moon);
    }

    private void drawClouds(Graphics2D graphics, int width, int height, double seconds, Palette palette) {
        for (double[] cloud : clouds) {
            double drifted = cloud[0] + DRIFT * seconds;
            double x = (drifted % 1.3 - 0.15) * width;
            double y = cloud[1] * height;
            double r = cloud[2] * Math.min(width, height);
            Area puffs = new Area(new Ellipse2D.Double(x - 1.7 * r, y - 0.35 * r, 3.4 * r, 0.75 * r));
            puffs.add(new Area(new Ellipse2D.Double(x - 1.1 * r, y - 0.8 * r, 1.1 * r, 1.1 * r)));
            puffs.add(new Area(new Ellipse2D.Double(x - 0.35 * r, y - 1.05 * r, 1.3 * r, 1.3 * r)));
            graphics.setColor(palette.cloud(175));
            graphics.fill(puffs);
        }
    }
}
