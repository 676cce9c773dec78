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
    private static final Path SPLITS = Path.of("src/test/resources/state/video-splits-v1.bin");
    private static final Path LIVE_SPLITS = Path.of("src/test/resources/state/video-splits-live-v1.bin");

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

    private static VideoEnumeratorState state() {
        FramePolicy fps = new FramePolicy.Fps(2.5);
        return new VideoEnumeratorState(
                true,
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
                List.of(split(
                        "cam", new StreamInput.Live("rtspu://me:secret@camera/1?a=b"), new FramePolicy.KeepAll())));
    }

    private static VideoSplit split(String stream, StreamInput input, FramePolicy policy) {
        return new VideoSplit(new StreamPlan(stream, input, policy), progress());
    }

    @Test
    void theStateOfEveryReleaseIsRestoredToday() throws IOException {
        isRestored(SPLITS, state());
        isRestored(LIVE_SPLITS, live());
    }

    private static void isRestored(Path file, VideoEnumeratorState state) throws IOException {
        byte[] stored = Files.readAllBytes(file);
        VideoEnumeratorState restored = VideoEnumeratorSerializer.INSTANCE.deserialize(1, stored);
        assertThat(restored).isEqualTo(state);
        assertThat(VideoEnumeratorSerializer.INSTANCE.serialize(restored)).isEqualTo(stored);
    }

    @Test
    void aSplitIsWhatWasStored() throws IOException {
        for (VideoSplit split : state().waiting()) {
            byte[] bytes = VideoSplitSerializer.INSTANCE.serialize(split);
            assertThat(VideoSplitSerializer.INSTANCE.deserialize(1, bytes)).isEqualTo(split);
        }
    }

    @Test
    void aFormOfALaterVersionIsRefused() {
        assertThatThrownBy(() -> VideoSplitSerializer.INSTANCE.deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a stream's progress of version 2 is in the checkpoint, but only 1 is known");
    }

    /** Takes no arguments; writes what is not stored yet. */
    public static void main(String[] arguments) throws IOException {
        store(SPLITS, state());
        store(LIVE_SPLITS, live());
    }

    private static void store(Path file, VideoEnumeratorState state) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.write(file, VideoEnumeratorSerializer.INSTANCE.serialize(state));
        }
    }
}
