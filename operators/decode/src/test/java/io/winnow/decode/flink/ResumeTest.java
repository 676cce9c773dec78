package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.decode.flink.Told.Happened;
import io.winnow.decode.flink.Told.Shown;
import io.winnow.decode.stream.SourceLostException;
import io.winnow.decode.stream.StreamInput;
import io.winnow.decode.stream.StreamPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
    @TempDir
    static Path media;

    private static Bench bench;

    @BeforeAll
    static void draw() throws Exception {
        bench = Bench.open();
        Media.clip(media.resolve("clip.mp4"), 33);
        Media.damage(Media.clip(media.resolve("damaged.mp4"), 33));
        for (int i = 0; i < 5; i++) {
            Media.picture(media.resolve("folder/" + i + ".png"), i);
        }
        Media.clip(media.resolve("folder/2.mp4"), 7);
        Files.writeString(media.resolve("folder/3.txt"), "no media");
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    /** Read to one place, checkpointed, given up, and read on from there. */
    private static List<Told> interrupted(List<VideoSplit> splits, int elements) throws Exception {
        List<VideoSplit> state;
        List<Told> told;
        try (Bench.Drive before = bench.drive(splits)) {
            before.until(elements);
            state = before.checkpoint();
            told = new ArrayList<>(before.told);
        }
        told.addAll(bench.readAll(state));
        return told;
    }

    private static List<List<Told>> byStream(List<Told> told) {
        return List.copyOf(
                told.stream().collect(Collectors.groupingBy(Told::stream)).values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clip.mp4 keep-all",
                "clip.mp4 every(4)",
                "clip.mp4 fps(6)",
                "clip.mp4 keyframes",
                "damaged.mp4 keep-all",
                "folder every(2)"
            })
    void fromEveryStateTheSameFollowsAsWithoutInterruption(String fileAndPolicy) throws Exception {
        String[] parts = fileAndPolicy.split(" ");
        List<VideoSplit> splits = bench.splits(media.resolve(parts[0]).toString(), parts[1]);
        List<List<Told>> undisturbed = byStream(bench.readAll(splits));
        int elements = undisturbed.stream().mapToInt(List::size).sum();
        for (int place = 0; place < elements; place++) {
            assertThat(byStream(interrupted(splits, place)))
                    .as("interrupted after %d elements", place)
                    .isEqualTo(undisturbed);
        }
    }

    @Test
    void aListingIsFrozenWithItsStream() throws Exception {
        Path folder = media.resolve("frozen");
        for (int i = 0; i < 3; i++) {
            Media.picture(folder.resolve(i + ".png"), i);
        }
        List<VideoSplit> splits = bench.splits(folder.toString(), "keep-all");
        Media.picture(folder.resolve("00.png"), 9);
        assertThat(interrupted(splits, 3)).filteredOn(Shown.class::isInstance).hasSize(3);
    }

    @Test
    void thePolicyLatestBeginsANewEpochAtARestore() throws Exception {
        List<VideoSplit> splits = bench.splits(media.resolve("clip.mp4").toString(), "latest");
        List<Told> told = interrupted(splits, 3);
        List<Happened> events = told.stream()
                .filter(Happened.class::isInstance)
                .map(Happened.class::cast)
                .toList();
        Happened restored = events.stream()
                .filter(event -> event.reason().equals("RESTORED"))
                .findFirst()
                .orElseThrow();
        assertThat(restored.epoch()).isGreaterThan(events.get(0).epoch());
        assertThat(told)
                .filteredOn(Shown.class::isInstance)
                .last()
                .satisfies(frame -> assertThat(((Shown) frame).epoch()).isEqualTo(restored.epoch()));
        assertThat(events).last().satisfies(ended -> assertThat(ended.count()).isEqualTo(33));
    }

    @Test
    void standardInputCannotBeGoneOnWith() {
        VideoSplit clip =
                bench.splits(media.resolve("clip.mp4").toString(), "keep-all").get(0);
        StreamPlan plan = new StreamPlan(
                "stdin", new StreamInput.StandardInput(), clip.plan().policy());
        VideoSplit started = new VideoSplit("stdin", 0, plan, VideoStateTest.progress(), false);
        assertThatThrownBy(() -> bench.readAll(List.of(started)))
                .isInstanceOf(SuppressRestartsException.class)
                .hasCauseInstanceOf(SourceLostException.class)
                .hasRootCauseMessage("standard input (stream stdin) was read in part when the run failed, and cannot be"
                        + " read again; give the video as a file to be able to resume");
    }
}
