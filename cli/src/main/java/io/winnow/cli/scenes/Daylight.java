package io.winnow.cli.scenes;

import java.util.List;
import java.util.Locale;

/** Times of day that look unlike each other. */
public enum Daylight {
    DAY(0, "daytime"),
    SUNSET(0.5, "dusk", "evening", "sunrise"),
    NIGHT(1, "nighttime");

    private final double darkness;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> synonyms;

    Daylight(double darkness, String... synonyms) {
        this.darkness = darkness;
        this.synonyms = List.of(synonyms);
    }

    /** The name that questions and answers use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Other names an answer may use. */
    public List<String> synonyms() {
        return synonyms;
    }

    /** 0 for full day to 1 for full night. */
    public double darkness() {
        return darkness;
    }
}
