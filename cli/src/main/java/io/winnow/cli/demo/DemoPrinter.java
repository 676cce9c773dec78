package io.winnow.cli.demo;

import io.winnow.cli.ask.AnswerLine;
import io.winnow.cli.ask.AnswerText;
import io.winnow.cli.command.Terminal;
import io.winnow.cli.run.Outcome;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.run.RunCounts;
import io.winnow.records.Answer;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says what the demonstration does, as it happens, and sums up. */
final class DemoPrinter {
    private final Terminal terminal;
    private final DemoQuestions questions;
    private final long begunNanos;
    private boolean ended;

    DemoPrinter(Terminal terminal, DemoQuestions questions, long begunNanos) {
        this.terminal = terminal;
        this.questions = questions;
        this.begunNanos = begunNanos;
    }

    /** What is shown, and where. */
    void begin(ResolvedPipeline pipeline, Optional<URI> page) {
        String source = pipeline.definition().sources().get(0).address();
        terminal.progress(String.format(
                Locale.ROOT,
                "Kafka at %s and Flink run in this command since %.1f s.",
                pipeline.definition().kafka().bootstrap(),
                (System.nanoTime() - begunNanos) / 1e9));
        terminal.print("Watching " + source + ", asking " + questions.asked().size() + " questions.");
        page.ifPresent(address -> terminal.print("The page: " + terminal.bold(address.toString())));
        terminal.print("");
    }

    /** An answer, when it comes. */
    void answer(Answer answer) {
        terminal.document(AnswerLine.of(answer));
        AnswerText.of(answer, terminal).forEach(terminal::print);
        Optional.ofNullable(questions.truths().get(answer.questionId()))
                .ifPresent(truth -> terminal.print("  "
                        + (Truth.holds(truth, answer.answer())
                                ? terminal.green("right")
                                : terminal.red("wrong") + ", it is " + truth.answer())));
        terminal.print("");
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
