package io.winnow.gateway.keys;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key lets its holder do. */
public enum Permission {
    /** See streams, questions, answers, alerts and the line. */
    READ,
    /** Put questions that are asked once. */
    ASK,
    /** Change what goes on by itself: standing questions. */
    CONTROL;

    /** As files and commands write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Permission> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
