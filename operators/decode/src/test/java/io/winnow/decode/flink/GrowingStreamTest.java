package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.FramePolicy;
import io.winnow.decode.LiveOptions;
import io.winnow.decode.flink.Told.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that has grown while its run was away. */
class GrowingStreamTest {
    private static final int FRAMES = 60;

    @TempDir
    Path folder;

    @Test
    void aRestoredStreamGoesOnToTheFrameWhereItWas() throws Exception {
        byte[] bytes = Files.readAllBytes(Media.clip(folder.resolve("whole.ts"), FRAMES));
        Path growing = folder.resolve("now.ts");
        LiveOptions live = LiveOptions.defaults();
        LiveOptions soon = new LiveOptions(
                live.rtspTransport(), Duration.ofMillis(100), live.behind(), live.backoffFirst(), live.backoffMost());
        DecodeOptions options =
                DecodeOptions.defaults().withPolicy(new FramePolicy.KeepAll()).withLive(soon);
        try (Bench bench = new Bench(options, InstantSource.system())) {
            List<Told> undisturbed =
                    bench.readAll(bench.splits(folder.resolve("whole.ts").toString(), "keep-all"));
            int written = bytes.length / 2;
            Files.write(growing, Arrays.copyOf(bytes, written));
            List<Told> told;
            List<VideoSplit> state;
            try (Bench.Drive drive = bench.drive(bench.splits("grow:" + growing, "keep-all"))) {
                while (drive.told.stream().noneMatch(Shown.class::isInstance)) {
                    drive.until(drive.told.size() + 1);
                }
                state = drive.checkpoint();
                told = new ArrayList<>(drive.told);
            }
            Files.write(growing, Arrays.copyOfRange(bytes, written, bytes.length), StandardOpenOption.APPEND);
            told.addAll(bench.readAll(state));
            assertThat(withoutIdle(told)).isEqualTo(undisturbed);
        }
    }

    private static List<Told> withoutIdle(List<Told> told) {
        return told.stream()
                .filter(one ->
                        !(one instanceof Told.Happened event && event.kind().equals("IDLE")))
                .toList();
    }
}
