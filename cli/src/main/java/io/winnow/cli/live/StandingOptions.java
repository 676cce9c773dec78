package io.winnow.cli.live;

import io.winnow.cli.command.CommandFailure;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StandingRules;
import io.winnow.records.Units;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Option;

/** When a question is asked again, and which answers raise an alert. */
final class StandingOptions {
    @Option(
            names = "--every",
            paramLabel = "D",
            description = "Asks at each multiple of this time on the stream's own clock, such as 10s.")
    private Optional<String> every = Optional.empty();

    @Option(
            names = "--on-change",
            paramLabel = "X",
            description =
                    "Asks where the kept tokens are so far from those of the last answer, 0 to 2; with --every, at due times where they are.")
    private Optional<Double> change = Optional.empty();

    @Option(
            names = "--when",
            paramLabel = "CONDITION",
            description =
                    "Raises an alert while answers meet this: \"answer is yes\", \"answer is not no\", \"confidence at least 0.7\", joined by and.")
    private Optional<String> when = Optional.empty();

    @Option(names = "--times", paramLabel = "N", description = "How many answers in a row must meet the condition.")
    private Optional<Integer> times = Optional.empty();

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Of the question; one with this id is changed. Without it, a new id is drawn.")
    private Optional<String> id = Optional.empty();

    /** Whether the question stands. */
    boolean isGiven() {
        boolean stands = every.isPresent() || change.isPresent();
        if (!stands && (when.isPresent() || times.isPresent() || id.isPresent())) {
            throw CommandFailure.usage(
                    "NOT_STANDING",
                    "--when, --times and --id are for questions that stand, and this one is asked once",
                    "QUESTION",
                    "Give --every, such as --every 10s, or --on-change too.");
        }
        return stands;
    }

    /**
     * The question that the options make.
     *
     * @param streams patterns of those it is put to
     * @param deadlineMillis after the ingest of the window that makes it due
     * @throws CommandFailure where it is none
     */
    StandingQuestion question(String text, List<String> streams, Optional<Long> deadlineMillis) {
        if (when.isEmpty() && times.isPresent()) {
            throw bad("--times says how often a condition must be met, and there is none");
        }
        StandingQuestion question = new StandingQuestion(
                id.orElseGet(() -> UUID.randomUUID().toString()),
                text,
                streams,
                every.map(words -> millis("--every", words)),
                change,
                condition(),
                deadlineMillis,
                System.currentTimeMillis());
        StandingRules.problem(question).ifPresent(problem -> {
            throw bad(problem);
        });
        return question;
    }

    private String condition() {
        String words = when.map(String::strip).orElse("");
        return times.map(count -> words + ", " + count + " times in a row").orElse(words);
    }

    private static CommandFailure bad(String what) {
        return CommandFailure.usage(
                "BAD_QUESTION",
                what,
                "QUESTION",
                "Such as: \"Is the gate open?\" --every 10s --when \"answer is yes\" --times 2.");
    }

    /** A time in milliseconds. */
    static long millis(String option, String words) {
        try {
            return Units.duration(words).toMillis();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "BAD_TIME", String.valueOf(e.getMessage()), option, "Write a time with its unit, such as 10s.");
        }
    }
}
