package io.winnow.cli.scenes;

import java.awt.Color;

/** Colours of a background that change with the light. Darkness runs from 0 for full day to 1 for full night. */
final class Palette {
    private static final int[] SKY_TOP = {0x3D97E3, 0x4B3B84, 0x070C2A};
    private static final int[] SKY_MIDDLE = {0x8CCBF5, 0xE8666A, 0x141E4A};
    private static final int[] SKY_LOW = {0xDDF3FF, 0xFFCB7D, 0x2C3A72};
    private static final int[] CLOUD = {0xFFFFFF, 0xFFB59B, 0x3A4675};
    private static final int[] LIGHT = {0xFFFFFF, 0xE8A595, 0x4D5A94};

    private final double darkness;

    Palette(double darkness) {
        this.darkness = darkness;
    }

    Color skyTop() {
        return new Color(mixed(SKY_TOP));
    }

    Color skyMiddle() {
        return new Color(mixed(SKY_MIDDLE));
    }

    Color skyLow() {
        return new Color(mixed(SKY_LOW));
    }

    Color cloud(int alpha) {
        return new Color(mixed(CLOUD) | alpha << 24, true);
    }

    /** A colour as it looks in this light. */
    Color lit(int rgb) {
        int light = mixed(LIGHT);
        int lit = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            lit |= ((rgb >> shift & 255) * (light >> shift & 255) / 255) << shift;
        }
        return new Color(lit);
    }

    /** 0 by day to 1 by night, for lamps and stars: they come out only after sunset. */
    double lamps() {
        return Math.max(0, Math.min(1, (darkness - 0.55) / 0.35));
    }

    double darkness() {
        return darkness;
    }

    /** A colour of given opacity, 0 to 1. */
    static Color faded(int rgb, double opacity) {
        int alpha = (int) Math.round(255 * Math.max(0, Math.min(1, opacity)));
        return new Color((rgb & 0xFFFFFF) | (alpha << 24), true);
    }

    private int mixed(int[] stops) {
        double place = darkness * (stops.length - 1);
        int first = Math.min((int) place, stops.length - 2);
        double share = place - first;
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int from = stops[first] >> shift & 255;
            int to = stops[first + 1] >> shift & 255;
            mixed |= (int) Math.round(from + (to - from) * share) << shift;
        }
        return mixed;
    }
}
