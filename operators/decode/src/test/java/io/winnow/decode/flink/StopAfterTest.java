package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.FramePolicy;
import io.winnow.decode.flink.Told.Happened;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopAfterTest {
    private static final int FRAMES = 60;

    @TempDir
    Path media;

    @Test
    void everyStreamIsEndedWhereItIsWhenTheTimeHasPassed() throws Exception {
        for (String name : List.of("a.mp4", "b.mp4", "c.mp4")) {
            Media.clip(media.resolve(name), FRAMES);
        }
        AtomicLong millis = new AtomicLong(1_000_000);
        DecodeOptions options =
                DecodeOptions.defaults().withPolicy(new FramePolicy.KeepAll()).withStopAfter(Duration.ofSeconds(10));
        try (Bench bench = new Bench(options, () -> Instant.ofEpochMilli(millis.get()));
                Bench.Drive drive = bench.drive(bench.splits(media.toString(), ""))) {
            assertThat(drive.until(8)).isTrue();
            millis.addAndGet(10_000);
            drive.toEnd();
            List<Happened> ends = drive.told.stream()
                    .filter(Happened.class::isInstance)
                    .map(Happened.class::cast)
                    .filter(event -> event.kind().equals("ENDED"))
                    .toList();
            assertThat(ends).hasSize(3).allSatisfy(end -> {
                assertThat(end.reason()).isEmpty();
                assertThat(end.count()).isLessThan(FRAMES);
            });
            assertThat(drive.told)
                    .filteredOn(told ->
                            told instanceof Happened started && started.kind().equals("STARTED"))
                    .hasSize(3);
        }
    }
}
