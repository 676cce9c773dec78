package io.winnow.cli.demo;

import io.winnow.cli.ask.AnswerLine;
import io.winnow.cli.ask.AnswerText;
import io.winnow.cli.command.Terminal;
import io.winnow.cli.run.Outcome;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.run.RunCounts;
import io.winnow.records.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says what the demonstration does, as it happens, and sums up. */
final class DemoPrinter {
    private final Terminal terminal;
    private final DemoQuestions questions;
    private final Instant begun;
    private boolean answered;
    private boolean ended;

    DemoPrinter(Terminal terminal, DemoQuestions questions, Instant begun) {
        this.terminal = terminal;
        this.questions = questions;
        this.begun = begun;
    }

    /** What is shown, and where. */
    void begin(ResolvedPipeline pipeline, Optional<URI> page) {
        String source = pipeline.definition().sources().get(0).shown();
        terminal.progress("Kafka at " + pipeline.definition().kafka().bootstrap()
                + " and Flink run in this command, ready after " + seconds() + ".");
        terminal.print("Watching " + source + ", asking " + questions.asked().size() + " questions.");
        page.ifPresent(address -> terminal.print("The page: " + terminal.bold(address.toString())));
        terminal.print("");
    }

    /** An answer, when it comes. */
    void answer(Answer answer) {
        if (!answered) {
            answered = true;
            terminal.progress("The first answer came after " + seconds() + ".");
        }
        terminal.document(AnswerLine.of(answer));
        AnswerText.of(answer, terminal).forEach(terminal::print);
        Optional.ofNullable(questions.truths().get(answer.questionId()))
                .ifPresent(truth -> terminal.print("  "
                        + (Truth.holds(truth, answer.answer())
                                ? terminal.green("right")
                                : terminal.red("wrong") + ", it is " + truth.answer())));
        terminal.print("");
    }

    /** Since the command was started. */
    private String seconds() {
        return String.format(
                Locale.ROOT, "%.1f s", Duration.between(begun, Instant.now()).toMillis() / 1e3);
    }

    /** Whether every question has an answer, or its stream could not be read. */
    boolean complete(Outcome outcome) {
        Set<String> open = new HashSet<>();
        questions.asked().forEach(question -> open.add(question.id()));
        outcome.answers().forEach(answer -> open.remove(answer.questionId()));
        return open.isEmpty() || !outcome.letters().isEmpty();
    }

    /** The table, once. */
    void end(Outcome outcome, RunCounts counts) {
        if (ended) {
            return;
        }
        ended = true;
        DemoTables tables = new DemoTables(questions, outcome, counts);
        terminal.print(tables.answers());
        terminal.print("");
        tables.score().ifPresent(terminal::print);
        terminal.print("");
        terminal.print(tables.line());
        terminal.document(counts);
    }

    /** That the page can be used on. */
    void stay() {
        terminal.print("");
        terminal.print("The page stays open for further questions. Ctrl-C ends the demonstration.");
    }
}
