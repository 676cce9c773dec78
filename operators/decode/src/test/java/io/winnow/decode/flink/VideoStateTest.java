package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.decode.FramePolicy;
import io.winnow.decode.process.ResumePoint;
import io.winnow.decode.stream.ItemErrors;
import io.winnow.decode.stream.StreamInput;
import io.winnow.decode.stream.StreamPlan;
import io.winnow.decode.stream.StreamProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** State as savepoints hold it, stored when its form was released. Run the main method in the module's folder when a form was added. */
class VideoStateTest {
    private static final Path FIRST = Path.of("src/test/resources/state/video-splits-v1.bin");
    private static final Path FIRST_LIVE = Path.of("src/test/resources/state/video-splits-live-v1.bin");
    private static final Path SECOND = Path.of("src/test/resources/state/video-splits-v2.bin");

    static StreamProgress progress() {
        return new StreamProgress(
                true,
                3,
                2,
                new ResumePoint(17, 10, 12_800, 640_000),
                40,
                12,
                640_000,
                55,
                new TreeMap<>(Map.of("POLICY", 9L, "NOT_MEDIA", 1L)),
                new ItemErrors(4, "a packet cannot be decoded", 200_000, 240_000),
                Map.of("width", "640", "height", "480", "codec", "h264", "clock", "MEDIA"));
    }

    /** What version 1 could hold. */
    private static VideoEnumeratorState first() {
        FramePolicy fps = new FramePolicy.Fps(2.5);
        return new VideoEnumeratorState(
                true,
                false,
                new TreeMap<>(),
                List.of(
                        split("cam", new StreamInput.Clip("/videos/cam.mp4", true), fps),
                        split(
                                "walk",
                                new StreamInput.Pictures("/walk", List.of("1.jpg", "sub/\u00e9.png"), false),
                                fps),
                        split("web", new StreamInput.Web("https://example.org/a.mp4"), new FramePolicy.KeyFrames()),
                        split("stdin", new StreamInput.StandardInput(), new FramePolicy.Latest())));
    }

    private static VideoEnumeratorState live() {
        return new VideoEnumeratorState(
                true,
                false,
                new TreeMap<>(),
                List.of(split(
                        "cam", new StreamInput.Live("rtspu://me:secret@camera/1?a=b"), new FramePolicy.KeepAll())));
    }

    private static VideoSplit split(String stream, StreamInput input, FramePolicy policy) {
        return new VideoSplit("", 0, new StreamPlan(stream, input, policy), progress(), false);
    }

    private static VideoEnumeratorState second() {
        VideoSplit cam = first().waiting().get(0);
        return new VideoEnumeratorState(
                true,
                true,
                new TreeMap<>(Map.of(
                        "cam", new Begun(0, 0, false),
                        "door", new Begun(1_790_000_000_000L, 1_790_000_000_123L, false),
                        "walk", new Begun(0, 7, true))),
                List.of(
                        cam.of("cam"),
                        new VideoSplit("door", 1_790_000_000_123L, cam.plan(), progress(), true),
                        VideoSplit.unread("door", 1_790_000_000_123L, cam.plan())));
    }

    @Test
    void theStateOfEveryReleaseIsRestoredToday() throws IOException {
        assertThat(restored(1, FIRST)).isEqualTo(first());
        assertThat(restored(1, FIRST_LIVE)).isEqualTo(live());
        assertThat(restored(2, SECOND)).isEqualTo(second());
    }

    private static VideoEnumeratorState restored(int version, Path stored) throws IOException {
        return VideoEnumeratorSerializer.INSTANCE.deserialize(version, Files.readAllBytes(stored));
    }

    @Test
    void stateIsStoredInItsNewestForm() throws IOException {
        assertThat(VideoEnumeratorSerializer.INSTANCE.serialize(second())).isEqualTo(Files.readAllBytes(SECOND));
    }

    @Test
    void aSplitIsWhatWasStored() throws IOException {
        for (VideoSplit split : second().waiting()) {
            byte[] bytes = VideoSplitSerializer.INSTANCE.serialize(split);
            assertThat(VideoSplitSerializer.INSTANCE.deserialize(VideoSplitSerializer.VERSION, bytes))
                    .isEqualTo(split);
        }
    }

    @Test
    void aFileThatGrowsIsWhatWasStored() throws IOException {
        VideoSplit split = split("now", new StreamInput.Growing("/videos/now.ts"), new FramePolicy.KeepAll());
        byte[] bytes = VideoSplitSerializer.INSTANCE.serialize(split);
        assertThat(VideoSplitSerializer.INSTANCE.deserialize(VideoSplitSerializer.VERSION, bytes))
                .isEqualTo(split);
    }

    @Test
    void aFormOfALaterVersionIsRefused() {
        assertThatThrownBy(() -> VideoSplitSerializer.INSTANCE.deserialize(3, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "a stream's progress of version 3 is in the checkpoint, but none after 2 is known");
    }

    /** Takes no arguments; writes what is not stored yet. */
    public static void main(String[] arguments) throws IOException {
        if (!Files.exists(SECOND)) {
            Files.createDirectories(SECOND.getParent());
            Files.write(SECOND, VideoEnumeratorSerializer.INSTANCE.serialize(second()));
        }
    }
}
