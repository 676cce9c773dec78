package io.winnow.cli.scenes;

import java.util.List;

/** Colours with one everyday name each. */
public enum ThingColour {
    RED("red", 0xDE2626),
    GREEN("green", 0x12A03C),
    BLUE("blue", 0x1E50DC),
    YELLOW("yellow", 0xFFDC1E),
    ORANGE("orange", 0xFF7F0E),
    PURPLE("purple", 0x8A2FC4, "violet"),
    WHITE("white", 0xFCFCFC),
    BLACK("black", 0x18181B),
    PINK("pink", 0xFF8CC3),
    BROWN("brown", 0x7E4A24);

    private final String word;
    private final int rgb;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> synonyms;

    ThingColour(String word, int rgb, String... synonyms) {
        this.word = word;
        this.rgb = rgb;
        this.synonyms = List.of(synonyms);
    }

    /** The name that questions and answers use. */
    public String word() {
        return word;
    }

    /** Red, green and blue, a byte each from the highest of three. */
    public int rgb() {
        return rgb;
    }

    /** Other names an answer may use. */
    public List<String> synonyms() {
        return synonyms;
    }
}
