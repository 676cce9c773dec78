package io.winnow.cli.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** Draws what is below the horizon. No part of it is bright, flat and compact as the things are. */
final class GroundPainter {
    /** In heights from the top. */
    static final double HORIZON = 0.64;

    private static final int DETAILS = 40;
    private static final int[] FLOWERS = {0xF4E9A0, 0xE9C8DC, 0xEFEFEF};

    private final Ground ground;
    private final double[][] details = new double[DETAILS][];
    private final double[] ridge = new double[3];

    GroundPainter(Ground ground, Dealer dealer) {
        this.ground = ground;
        for (int i = 0; i < DETAILS; i++) {
            details[i] = new double[] {dealer.between(0, 1), dealer.between(0, 1), dealer.between(0, 1)};
        }
        for (int i = 0; i < ridge.length; i++) {
            ridge[i] = dealer.between(0, 2 * Math.PI);
        }
    }

    void draw(Graphics2D graphics, int width, int height, double seconds, Palette palette) {
        switch (ground) {
            case GRASS -> drawGrass(graphics, width, height, palette);
            case SEA -> drawSea(graphics, width, height, seconds, palette);
            case DESERT -> drawDesert(graphics, width, height, palette);
            case CITY -> drawCity(graphics, width, height, palette);
        }
    }

    private void drawGrass(Graphics2D graphics, int width, int height, Palette palette) {
        drawHills(graphics, width, height, 0.61, 0.055, 1.2, ridge[0], palette.lit(0x9CC59A), palette.lit(0x84B583));
        drawHills(graphics, width, height, 0.68, 0.04, 0.9, ridge[1], palette.lit(0x8DBD5E), palette.lit(0x6FA548));
        drawHills(graphics, width, height, 0.79, 0.03, 0.7, ridge[2], palette.lit(0x79AE45), palette.lit(0x558A32));
        double unit = Math.min(width, height);
        graphics.setStroke(new BasicStroke((float) (0.005 * unit)));
        for (int i = 0; i < DETAILS; i++) {
            double x = details[i][0] * width;
            double y = (0.84 + 0.15 * details[i][1]) * height;
            if (i % 3 > 0) {
                graphics.setColor(palette.lit(0x4A7C2B));
                graphics.draw(new QuadCurve2D.Double(x, y, x, y - 0.02 * unit, x + 0.01 * unit, y - 0.03 * unit));
            } else {
                graphics.setColor(palette.lit(FLOWERS[i / 3 % FLOWERS.length]));
                graphics.fill(new Ellipse2D.Double(x, y, 0.013 * unit, 0.013 * unit));
            }
        }
    }

    private void drawSea(Graphics2D graphics, int width, int height, double seconds, Palette palette) {
        double top = HORIZON * height;
        Color far = palette.lit(0x6FC3D8);
        graphics.setPaint(new GradientPaint(0, (float) top, far, 0, height, palette.lit(0x0E5F8C)));
        graphics.fill(new Rectangle2D.Double(0, top, width, height - top));
        double unit = Math.min(width, height);
        for (int i = 0; i < DETAILS; i++) {
            double near = (double) i / DETAILS;
            double y = top + (0.03 + 0.95 * near) * (height - top) + 0.006 * unit * Math.sin(1.5 * seconds + i);
            double length = (0.03 + 0.09 * near) * width;
            double x = ((details[i][0] + 0.01 * seconds * (0.5 + near)) % 1.0) * (width + length) - length;
            graphics.setStroke(new BasicStroke(
                    (float) ((0.003 + 0.006 * near) * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.setColor(Palette.faded(palette.lit(0xE6F7FB).getRGB(), 0.3 + 0.25 * details[i][2]));
            graphics.draw(new QuadCurve2D.Double(x, y, x + length / 2, y - 0.02 * near * unit, x + length, y));
        }
    }

    private void drawDesert(Graphics2D graphics, int width, int height, Palette palette) {
        drawHills(graphics, width, height, 0.62, 0.05, 1.1, ridge[0], palette.lit(0xE2B878), palette.lit(0xD2A263));
        drawHills(graphics, width, height, 0.7, 0.045, 0.8, ridge[1], palette.lit(0xEDC98C), palette.lit(0xD6A765));
        drawHills(graphics, width, height, 0.82, 0.035, 0.6, ridge[2], palette.lit(0xF3D59B), palette.lit(0xD9AE6C));
        double unit = Math.min(width, height);
        for (int i = 0; i < 3; i++) {
            double x = (i + 0.2 + 0.6 * details[i][0]) / 3 * width;
            drawCactus(graphics, x, (0.76 + 0.07 * i) * height, (0.05 + 0.03 * i) * unit, palette);
        }
        graphics.setStroke(new BasicStroke((float) (0.004 * unit)));
        graphics.setColor(palette.lit(0xC99A58));
        for (int i = 3; i < DETAILS / 2; i++) {
            double x = details[i][0] * width;
            double y = (0.84 + 0.14 * details[i][1]) * height;
            graphics.draw(new QuadCurve2D.Double(x, y, x + 0.03 * width, y - 0.012 * height, x + 0.06 * width, y));
        }
    }

    private static void drawCactus(Graphics2D graphics, double x, double y, double tall, Palette palette) {
        graphics.setColor(palette.lit(0x5A7350));
        float thick = (float) (0.24 * tall);
        graphics.setStroke(new BasicStroke(thick, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D.Double path = new Path2D.Double();
        path.moveTo(x, y);
        path.lineTo(x, y - tall);
        path.moveTo(x, y - 0.35 * tall);
        path.lineTo(x + 0.4 * tall, y - 0.35 * tall);
        path.lineTo(x + 0.4 * tall, y - 0.7 * tall);
        path.moveTo(x, y - 0.5 * tall);
        path.lineTo(x - 0.4 * tall, y - 0.5 * tall);
        path.lineTo(x - 0.4 * tall, y - 0.8 * tall);
        graphics.draw(path);
    }

    private void drawCity(Graphics2D graphics, int width, int height, Palette palette) {
        Color back = palette.lit(0xA9B6C8);
        for (int i = 0; i < 12; i++) {
            double top = 0.4 + 0.2 * details[i][1];
            graphics.setColor(back);
            graphics.fill(new Rectangle2D.Double(i / 12.0 * width, top * height, width / 13.0, height));
        }
        for (int i = 0; i < 7; i++) {
            double x = (i + 0.15 * details[12 + i][0]) / 7 * width;
            double top = (0.48 + 0.2 * details[12 + i][1]) * height;
            drawHouse(graphics, x, top, 0.125 * width, 0.88 * height - top, i, palette);
        }
        graphics.setColor(palette.lit(0x9A9DA3));
        graphics.fill(new Rectangle2D.Double(0, 0.86 * height, width, 0.03 * height));
        graphics.setColor(palette.lit(0x5E636C));
        graphics.fill(new Rectangle2D.Double(0, 0.885 * height, width, 0.2 * height));
        graphics.setColor(palette.lit(0xE0E0DC));
        for (int i = 0; i < 8; i++) {
            double x = (i + 0.25) / 8 * width;
            graphics.fill(new RoundRectangle2D.Double(x, 0.938 * height, 0.06 * width, 0.012 * height, 4, 4));
        }
    }

    private void drawHouse(
            Graphics2D g, double x, double top, double width, double height, int index, Palette palette) {
        int[] walls = {0x7F8FA8, 0x94857F, 0x6F8592};
        g.setColor(palette.lit(walls[index % walls.length]));
        g.fill(new Rectangle2D.Double(x, top, width, height));
        int rows = Math.max(2, (int) (height / width * 2.4));
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < 3; column++) {
                boolean lamp = details[(index * 11 + row * 3 + column) % DETAILS][2] > 0.4;
                g.setColor(palette.lit(0xC3D3E0));
                double across = x + width * (0.14 + 0.27 * column);
                Rectangle2D window = new Rectangle2D.Double(
                        across, top + height * (row + 0.3) / rows, 0.17 * width, 0.45 * height / rows);
                g.fill(window);
                if (lamp && palette.lamps() > 0) {
                    g.setColor(Palette.faded(0xFFDF94, palette.lamps()));
                    g.fill(window);
                }
            }
        }
    }

    private static void drawHills(
            Graphics2D graphics,
            int width,
            int height,
            double top,
            double swell,
            double waves,
            double phase,
            Color light,
            Color dark) {
        Path2D.Double path = new Path2D.Double();
        path.moveTo(0, height);
        int steps = 32;
        for (int i = 0; i <= steps; i++) {
            double share = (double) i / steps;
            double angle = 2 * Math.PI * waves * share + phase;
            double y = top + swell * (0.7 * Math.sin(angle) + 0.3 * Math.sin(2.3 * angle));
            path.lineTo(share * width, y * height);
        }
        path.lineTo(width, height);
        path.closePath();
        graphics.setPaint(new GradientPaint(0, (float) (top * height), light, 0, height, dark));
        graphics.fill(path);
    }
}
