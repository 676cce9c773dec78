package io.winnow.records;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What a standing question may be. Whoever takes one asks here before it reaches its topic, and the reader again. */
public final class StandingRules {
    /** The shortest schedule and deadline. */
    public static final Duration SHORTEST = Duration.ofMillis(100);

    /** The longest schedule and deadline. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** Most patterns of streams of one question. */
    public static final int MOST_STREAMS = 100;

    /** The most that the patterns of one question take together, in bytes of UTF-8. */
    public static final int LARGEST_STREAMS = 32 * 1024;

    /** The longest pattern, condition and id, in characters. */
    public static final int LONGEST_TEXT = 1_000;

    /** 1 - cosine is at most that. */
    private static final double LARGEST_CHANGE = 2;

    private StandingRules() {}

    /** What is wrong with a standing question, in a sentence; empty where nothing is. */
    public static Optional<String> problem(StandingQuestion question) {
        if (question.id().isBlank() || question.id().length() > LONGEST_TEXT) {
            return Optional.of("a standing question has an id of up to " + LONGEST_TEXT + " characters");
        }
        return QuestionRules.problem(question.text())
                .or(() -> time("the schedule", question.everyMillis()))
                .or(() -> time("the deadline", question.deadlineMillis()))
                .or(() -> occasion(question))
                .or(() -> streams(question))
                .or(() -> condition(question.when()));
    }

    private static Optional<String> time(String what, Optional<Long> millis) {
        return millis.filter(time -> time < SHORTEST.toMillis() || time > LONGEST.toMillis())
                .map(time -> what + " is " + time + " ms, and may be " + SHORTEST.toMillis() + " ms to "
                        + LONGEST.toDays() + " days");
    }

    private static Optional<String> occasion(StandingQuestion question) {
        if (question.everyMillis().isEmpty() && question.change().isEmpty()) {
            return Optional.of("the question is asked neither on a schedule nor on change");
        }
        return question.change()
                .filter(change -> !(change > 0 && change <= LARGEST_CHANGE))
                .map(change -> "the change is " + change + ", and may be more than 0, up to 2");
    }

    private static Optional<String> streams(StandingQuestion question) {
        if (question.streams().size() > MOST_STREAMS) {
            return Optional.of("the question is put to " + question.streams().size()
                    + " patterns of streams, and may be to " + MOST_STREAMS);
        }
        int bytes = question.streams().stream()
                .mapToInt(pattern -> pattern.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > LARGEST_STREAMS) {
            return Optional.of(
                    "the patterns of streams have " + bytes + " bytes, and may have " + LARGEST_STREAMS + " together");
        }
        return question.streams().stream()
                .filter(pattern -> pattern.isBlank() || pattern.length() > LONGEST_TEXT)
                .findFirst()
                .map(pattern -> pattern.isBlank()
                        ? "a pattern of streams is empty"
                        : "a pattern of streams has more than " + LONGEST_TEXT + " characters");
    }

    private static Optional<String> condition(String when) {
        if (when.isEmpty()) {
            return Optional.empty();
        }
        if (when.length() > LONGEST_TEXT) {
            return Optional.of("the condition has more than " + LONGEST_TEXT + " characters");
        }
        try {
            Condition.parse(when);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
