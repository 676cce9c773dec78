package io.winnow.records;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the answers to a standing question raise an alert: {@code answer is WORDS}, {@code answer is not WORDS} and {@code confidence at least 0.7}, joined by {@code and}; then, if wanted,
 * {@code N times in a row} or {@code twice in a row}. Answers are compared in their {@link AnswerForm form}.
 *
 * @param terms all of which an answer must meet
 * @param times how many answers in a row must meet them
 */
public record Condition(List<Term> terms, int times) {
    private static final Pattern TIMES =
            Pattern.compile("(.*?)\\s*,?\\s+(?:(\\d{1,4})\\s+times|twice)\\s+in\\s+a\\s+row", Pattern.CASE_INSENSITIVE);
    private static final Pattern AND =
            Pattern.compile("\\s+and\\s+(?=answer\\s+is\\s|confidence\\s)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANSWER =
            Pattern.compile("answer\\s+is\\s+(not\\s+)?(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CONFIDENCE =
            Pattern.compile("confidence\\s+at\\s+least\\s+(\\d+(?:\\.\\d+)?)", Pattern.CASE_INSENSITIVE);
    private static final int TWICE = 2;

    /** Something that an answer meets or does not. */
    public sealed interface Term {
        boolean holds(String answer, double confidence);
    }

    /** The answer has this form, or has not. */
    public record AnswerIs(String form, boolean not) implements Term {
        @Override
        public boolean holds(String answer, double confidence) {
            return AnswerForm.of(answer).equals(form) != not;
        }
    }

    /** The reader is at least so sure, 0 to 1. */
    public record ConfidenceAtLeast(double least) implements Term {
        @Override
        public boolean holds(String answer, double confidence) {
            return confidence >= least;
        }
    }

    public Condition {
        terms = List.copyOf(terms);
        if (terms.isEmpty() || times < 1) {
            throw new IllegalArgumentException(
                    "a condition has terms and is met once at least, not " + terms + " " + times + " times");
        }
    }

    /** Whether an answer meets every term. */
    public boolean holds(String answer, double confidence) {
        return terms.stream().allMatch(term -> term.holds(answer, confidence));
    }

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException with a sentence, where the text is none
     */
    public static Condition parse(String text) {
        Matcher counted = TIMES.matcher(text.strip());
        boolean counts = counted.matches();
        String said = counts ? counted.group(1) : text.strip();
        List<Term> terms = new ArrayList<>();
        for (String term : AND.split(said, -1)) {
            terms.add(term(term.strip(), text.strip()));
        }
        return new Condition(terms, counts ? times(counted, text.strip()) : 1);
    }

    private static int times(Matcher counted, String text) {
        int times = counted.group(2) == null ? TWICE : Integer.parseInt(counted.group(2));
        if (times < 1) {
            throw none(text, "asks for " + times + " answers in a row");
        }
        return times;
    }

    private static Term term(String term, String text) {
        Matcher answer = ANSWER.matcher(term);
        if (answer.matches()) {
            String form = AnswerForm.of(answer.group(2));
            if (form.isEmpty()) {
                throw none(text, "names no answer in \"" + term + "\"");
            }
            return new AnswerIs(form, answer.group(1) != null);
        }
        Matcher confidence = CONFIDENCE.matcher(term);
        if (confidence.matches()) {
            double least = Double.parseDouble(confidence.group(1));
            if (least > 1) {
                throw none(text, "asks for a confidence of " + confidence.group(1) + ", which is at most 1");
            }
            return new ConfidenceAtLeast(least);
        }
        throw none(text, "says \"" + term + "\", which is not known");
    }

    private static IllegalArgumentException none(String text, String what) {
        return new IllegalArgumentException("the condition \"" + text + "\" " + what
                + ": write answer is WORDS, answer is not WORDS or confidence at least 0.7, joined by and, then N times"
                + " in a row");
    }
}
