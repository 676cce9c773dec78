package io.winnow.cli.replay;

import io.winnow.cli.ask.Asked;
import io.winnow.cli.command.CommandFailure;
import io.winnow.records.Question;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Questions of a command line, about all that a replay reads: each is put when all of it is there. */
record GivenQuestions(List<Question> questions) {
    private static final Duration ALL_TIME = Duration.ofNanos(Long.MAX_VALUE);

    GivenQuestions {
        questions = List.copyOf(questions);
    }

    /**
     * Makes them.
     *
     * @param stream that they are about; empty for each
     * @throws io.winnow.jobs.definition.DefinitionException where one cannot be asked
     */
    static GivenQuestions of(List<String> texts, Optional<String> stream) {
        if (texts.isEmpty() && stream.isPresent()) {
            throw CommandFailure.usage(
                    "NO_QUESTION",
                    "--stream is of questions that are given with --question, and none is",
                    "--stream",
                    "Leave it out; what the pipeline was asked is put to the streams that it was put to.");
        }
        return new GivenQuestions(Asked.of(texts, Optional.empty(), Optional.of(ALL_TIME)).stream()
                .map(question -> new Question(
                        // No other question may have it, whatever ids those that the topic holds were given.
                        UUID.randomUUID().toString(),
                        question.run(),
                        question.text(),
                        stream,
                        question.fromMicros(),
                        question.toMicros(),
                        question.askedMillis(),
                        question.deadlineMillis()))
                .toList());
    }
}
