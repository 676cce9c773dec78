package io.winnow.cli.scenes;

import java.util.Locale;

/** Part of a clip in which a thing comes in, kept clear of the thirds' borders so that no answer is arguable. */
public enum Moment {
    START(0.06, 0.22, "at the start"),
    MIDDLE(0.42, 0.58, "in the middle"),
    END(0.72, 0.79, "at the end");

    private final double from;
    private final double to;
    private final String phrase;

    Moment(double from, double to, String phrase) {
        this.from = from;
        this.to = to;
        this.phrase = phrase;
    }

    /** The name that questions and answers use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name as a sentence uses it. */
    public String phrase() {
        return phrase;
    }

    /** Earliest share of the clip at which a thing comes in. */
    public double from() {
        return from;
    }

    /** Latest share of the clip at which a thing comes in. */
    public double to() {
        return to;
    }

    /** The third of a clip in which a time lies. */
    public static Moment of(double share) {
        return share < 1.0 / 3 ? START : share < 2.0 / 3 ? MIDDLE : END;
    }
}
