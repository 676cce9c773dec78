package io.winnow.records;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The form in which answers are compared: lower case, without articles and punctuation, number words as digits. */
public final class AnswerForm {
    private static final Set<String> ARTICLES = Set.of("a", "an", "the");
    private static final List<String> NUMBERS = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty");

    private AnswerForm() {}

    /** The form of an answer. */
    public static String of(String answer) {
        String bare = answer.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ");
        return Arrays.stream(bare.strip().split(" "))
                .filter(word -> !ARTICLES.contains(word))
                .map(AnswerForm::number)
                .collect(Collectors.joining(" "));
    }

    /** Whether an answer has the form of the true one or of any that is accepted. */
    public static boolean isRight(String given, String answer, List<String> accept) {
        String said = of(given);
        return said.equals(of(answer)) || accept.stream().anyMatch(other -> said.equals(of(other)));
    }

    private static String number(String word) {
        int number = NUMBERS.indexOf(word);
        return number < 0 ? word : Integer.toString(number);
    }
}
