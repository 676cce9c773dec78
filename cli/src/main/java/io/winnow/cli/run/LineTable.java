package io.winnow.cli.run;

import io.winnow.cli.command.Table;
import io.winnow.jobs.run.RunCounts;
import io.winnow.prune.KeepTrials;
import io.winnow.records.Answer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Where a run's frames, tokens, bytes and time went, stage by stage. */
public record LineTable(Outcome outcome, RunCounts counts) {

    /** A row a stage. */
    public Table table() {
        Table table = Table.of("stage", "frames", "tokens", "bytes", "time");
        table.row("decoded", counts.frames(), "", bytes(counts.bytes().pixels()), millis(Answer.Millis::decode));
        new TreeMap<>(counts.dropped()).forEach((reason, count) -> table.row("left out: " + reason, count));
        table.row(
                "tokenized",
                counts.tokenized(),
                counts.visual(),
                bytes(counts.bytes().tokens()),
                millis(Answer.Millis::tokenize));
        table.row(kept(), "", counts.kept(), bytes(counts.bytes().kept()), millis(Answer.Millis::prune));
        table.row("answered", "", counts.answers(), "", millis(Answer.Millis::firstToken));
        table.row("dead letters", "", counts.deadLetters());
        table.row("in all", "", "", "", String.format(Locale.ROOT, "%.1f s", counts.seconds()));
        return table;
    }

    private String kept() {
        return Optional.ofNullable(counts.keep())
                .map(KeepTrials::kept)
                .map(share -> "kept (auto: " + share + ")")
                .orElse("kept");
    }

    /** Work up to an answer, where there is one; questions on one context share it, so the most of any is told, not the sum. */
    private String millis(ToDoubleFunction<Answer.Millis> part) {
        OptionalDouble most =
                outcome.answers().stream().map(Answer::millis).mapToDouble(part).max();
        return most.isPresent() ? String.format(Locale.ROOT, "%.0f ms", most.getAsDouble()) : "";
    }

    private static String bytes(long bytes) {
        return bytes < 10_000
                ? bytes + " B"
                : bytes < 10_000_000
                        ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3)
                        : String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
