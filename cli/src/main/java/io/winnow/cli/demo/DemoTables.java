package io.winnow.cli.demo;

import io.winnow.cli.command.Table;
import io.winnow.cli.run.LineTable;
import io.winnow.cli.run.Outcome;
import io.winnow.cli.scenes.SceneQuestion;
import io.winnow.jobs.run.RunCounts;
import io.winnow.records.Answer;
import io.winnow.records.Question;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a demonstration came to: answers beside the truth, and where frames, tokens, bytes and time went. */
record DemoTables(DemoQuestions questions, Outcome outcome, RunCounts counts) {

    /** A row a question and stream. */
    Table answers() {
        boolean known = !questions.truths().isEmpty();
        Table table =
                known ? Table.of("question", "answer", "truth", "") : Table.of("question", "stream", "answer", "sure");
        for (Question question : questions.asked()) {
            List<Answer> answers = of(question);
            if (answers.isEmpty()) {
                table.row(question.text(), "(no answer)");
            }
            for (Answer answer : answers) {
                if (known) {
                    Optional<SceneQuestion> truth = truth(question);
                    table.row(
                            question.text(),
                            answer.answer(),
                            truth.map(SceneQuestion::answer).orElse(""),
                            truth.map(it -> Truth.holds(it, answer.answer()) ? "right" : "wrong")
                                    .orElse(""));
                } else {
                    table.row(question.text(), answer.stream(), answer.answer(), percent(answer.confidence()));
                }
            }
        }
        return table;
    }

    private List<Answer> of(Question question) {
        return outcome.answers().stream()
                .filter(answer -> answer.questionId().equals(question.id()))
                .toList();
    }

    private Optional<SceneQuestion> truth(Question question) {
        return Optional.ofNullable(questions.truths().get(question.id()));
    }

    /** How many are right, where the truth is known. */
    Optional<String> score() {
        if (questions.truths().isEmpty()) {
            return Optional.empty();
        }
        long right = outcome.answers().stream()
                .filter(answer -> Optional.ofNullable(questions.truths().get(answer.questionId()))
                        .filter(truth -> Truth.holds(truth, answer.answer()))
                        .isPresent())
                .count();
        return Optional.of(right + " of " + questions.truths().size() + " are right.");
    }

    /** The line, stage by stage. */
    Table line() {
        return new LineTable(outcome, counts).table();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
