package io.winnow.records;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a question's words may be. Whoever takes questions asks here before they reach a topic, and the reader again. */
public final class QuestionRules {
    /** The longest question, in bytes of UTF-8. */
    public static final int LARGEST_BYTES = 64 * 1024;

    private QuestionRules() {}

    /** What is wrong with a question's words, in a sentence; empty where nothing is. */
    public static Optional<String> problem(String text) {
        if (text.isBlank()) {
            return Optional.of("the question is empty");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST_BYTES) {
            return Optional.of("the question has " + bytes + " bytes, and may have " + LARGEST_BYTES);
        }
        Optional<Integer> control =
                text.codePoints().filter(Character::isISOControl).boxed().findFirst();
        return control.map(point -> String.format("the question holds the control character U+%04X", point));
    }
}
