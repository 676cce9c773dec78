package io.winnow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.Interruption;
import io.winnow.cli.command.Streams;
import io.winnow.cli.command.Terminal;
import io.winnow.jobs.run.RunCounts;
import io.winnow.records.DeadLetter;
import io.winnow.records.RecordIds;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Outcome outcome = new Outcome(answer -> {});

    private Verdict verdict() {
        Streams streams = Streams.plain(
                new PrintStream(OutputStream.nullOutputStream()), new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Verdict(new Terminal(streams, new Interruption(Thread.currentThread()), false, false));
    }

    @Test
    void aRunWithoutLettersIsDone() {
        assertThat(verdict().of(outcome, counts(3, Map.of("POLICY", 2L, "NOT_MEDIA", 1L)), false))
                .isZero();
    }

    @Test
    void aRunOfNothingButFilesThatAreNoMediaHasReadNothing() {
        CommandFailure failure = catchThrowableOfType(
                CommandFailure.class, () -> verdict().of(outcome, counts(2, Map.of("NOT_MEDIA", 2L)), true));
        assertThat(failure.failure().exit()).isEqualTo(3);
        assertThat(failure.failure().code()).isEqualTo("NO_MEDIA");
    }

    @Test
    void itemsThatFailedBesideOthersAreListed() {
        outcome.refused(letter("", "DECODE", "a.mp4"));
        outcome.refused(letter("", "LIMIT", "b.mp4"));
        assertThat(verdict().of(outcome, counts(3, Map.of()), false)).isEqualTo(5);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("a.mp4", "[DECODE]", "b.mp4", "[LIMIT]");
    }

    @Test
    void whereNothingCameTheSourceExplainsTheQuestion() {
        outcome.refused(letter("questions", "NO_FRAMES", "question q001"));
        outcome.refused(letter("", "DECODE", "a.mp4"));
        CommandFailure failure =
                catchThrowableOfType(CommandFailure.class, () -> verdict().of(outcome, counts(0, Map.of()), true));
        assertThat(failure.failure().exit()).isEqualTo(3);
        assertThat(failure.failure().code()).isEqualTo("DECODE");
        assertThat(failure.failure().what()).contains("a.mp4");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("[DECODE]", "[NO_FRAMES]");
    }

    private static RunCounts counts(long frames, Map<String, Long> dropped) {
        return new RunCounts(
                frames,
                0,
                dropped,
                0,
                0,
                0,
                0,
                new RunCounts.Bytes(0, 0, 0),
                1,
                0,
                new RunCounts.Endpoint(0, 0, 0),
                null);
    }

    private static DeadLetter letter(String topic, String reason, String where) {
        return new DeadLetter(
                RecordIds.deadLetter("line/tokenize", "s", reason, where),
                "run",
                "line/tokenize",
                topic,
                -1,
                -1,
                "",
                new byte[0],
                reason,
                "it is damaged",
                where,
                "Get it again.",
                "s",
                Optional.empty(),
                1,
                0);
    }
}
