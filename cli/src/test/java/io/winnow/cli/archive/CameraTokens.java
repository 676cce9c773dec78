package io.winnow.cli.archive;

import io.winnow.cli.models.TokenizerSettings;
import io.winnow.jobs.archive.ResolvedArchive;
import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Token records of cameras with a frame each ten seconds, told by how many seconds ago they came in. */
final class CameraTokens {
    static final int STEP = 10;
    static final ResolvedArchive MADE = ResolvedArchive.of(List.of("door"), TokenizerSettings.of("lite0-cells"), false);
    static final BundleRef TOKENIZER = MADE.bundle().ref();

    private static final String RUN = "run-1";
    private static final long MICROS = 1_000_000;
    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final Instant now;

    CameraTokens(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    long micros(int secondsAgo) {
        return (now.getEpochSecond() - secondsAgo) * MICROS;
    }

    TokenRecord frame(String stream, int secondsAgo) {
        return frame(stream, secondsAgo, Duration.ZERO, TOKENIZER);
    }

    /** A frame of a camera whose clock is behind. */
    TokenRecord frame(String stream, int secondsAgo, Duration behind, BundleRef by) {
        long start = micros(secondsAgo) - behind.toSeconds() * MICROS;
        Span span = new Span(start, start + STEP * MICROS, Clock.WALL);
        long seq = (DAY - secondsAgo) / STEP;
        int[] ids =
                IntStream.range(0, 49).map(i -> (int) ((i * 83 + seq) % 4096)).toArray();
        return new TokenRecord(
                new Origin(RUN, "tokenize", stream, 1, seq + 1),
                RecordIds.token(RUN, "digest", stream, 1, seq),
                "digest",
                by,
                span,
                seq,
                List.of(span),
                Axis.SPATIAL,
                new Grid(1, 7, 7),
                Tokens.Ids.pack(ids, 12),
                Optional.empty(),
                -1,
                Optional.empty(),
                320L * 240,
                Timings.NONE,
                micros(secondsAgo) / 1_000);
    }
}
