package io.winnow.cli.ask;

import io.winnow.jobs.definition.DefinitionException;
import io.winnow.records.Question;
import io.winnow.records.QuestionRules;
import io.winnow.records.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes questions of the words of a command line. */
public final class Asked {
    private Asked() {}

    /**
     * Questions about everything that the command reads.
     *
     * @param texts their words
     * @param from start of the time asked about, or empty
     * @param to its end, or empty
     * @throws DefinitionException where one cannot be asked
     */
    public static List<Question> of(List<String> texts, Optional<Duration> from, Optional<Duration> to) {
        if (from.isPresent() && to.isPresent() && from.get().compareTo(to.get()) >= 0) {
            throw new DefinitionException(
                    "BAD_RANGE",
                    "the time asked about ends at " + Units.write(to.get()) + ", before it begins at "
                            + Units.write(from.get()),
                    "--from, --to",
                    "Give --from a time before that of --to.");
        }
        List<Question> questions = new ArrayList<>();
        for (String text : texts) {
            QuestionRules.problem(text).ifPresent(problem -> {
                throw new DefinitionException(
                        "BAD_QUESTION",
                        problem,
                        "question " + (questions.size() + 1),
                        "Ask in a sentence, such as \"What color is the car?\".");
            });
            questions.add(new Question(
                    String.format("q%03d", questions.size() + 1),
                    "",
                    text.strip(),
                    Optional.empty(),
                    from.map(Asked::micros),
                    to.map(Asked::micros),
                    System.currentTimeMillis(),
                    Optional.empty()));
        }
        return questions;
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1000;
    }
}
