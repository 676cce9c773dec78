package io.winnow.cli.scenes;

import java.util.List;
import java.util.Locale;

/** What the lower part of the picture shows. */
public enum Ground {
    GRASS("meadow", "field", "hills"),
    SEA("water", "ocean"),
    DESERT("sand", "dunes"),
    CITY("town", "buildings");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> synonyms;

    Ground(String... synonyms) {
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
}
