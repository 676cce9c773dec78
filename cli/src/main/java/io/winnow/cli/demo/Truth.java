package io.winnow.cli.demo;

import io.winnow.cli.scenes.SceneQuestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares answers with the truth by the rule of the evaluation: lower case, articles and punctuation dropped, number words as digits, equal to the answer or any that is accepted. */
final class Truth {
    private static final List<String> ARTICLES = List.of("a", "an", "the");
    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("zero", "0"),
            Map.entry("one", "1"),
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"));

    private Truth() {}

    static boolean holds(SceneQuestion question, String answer) {
        String given = plain(answer);
        return Stream.concat(Stream.of(question.answer()), question.accept().stream())
                .anyMatch(right -> plain(right).equals(given));
    }

    private static String plain(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip()
                        .split(" "))
                .filter(word -> !ARTICLES.contains(word))
                .map(word -> NUMBERS.getOrDefault(word, word))
                .collect(Collectors.joining(" "));
    }
}
