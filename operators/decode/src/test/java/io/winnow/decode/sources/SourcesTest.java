package io.winnow.decode.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.decode.FramePolicy;
import io.winnow.decode.HlsCamera;
import io.winnow.decode.SourceAddress;
import io.winnow.decode.stream.StreamInput;
import io.winnow.decode.stream.StreamPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    private static final FramePolicy POLICY = new FramePolicy.KeepAll();

    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<StreamPlan> plans(String address) {
        return Sources.plans(List.of(new SourceAddress("s", address, "")), POLICY);
    }

    @Test
    void picturesOfAFolderAreOneStreamInTheOrderOfTheirBytes() throws IOException {
        for (String name :
                List.of("b.png", "a/z.jpg", "\u00e9.jpg", "B.png", "a.jpg", "\ud83d\ude00.jpg", "\uff5e.jpg")) {
            file(name, "");
        }
        assertThat(plans(folder.toString())).singleElement().satisfies(plan -> {
            assertThat(plan.stream()).isEqualTo("s");
            assertThat(((StreamInput.Pictures) plan.input()).files())
                    .containsExactly(
                            "B.png", "a.jpg", "a/z.jpg", "b.png", "\u00e9.jpg", "\uff5e.jpg", "\ud83d\ude00.jpg");
        });
    }

    @Test
    void eachClipOfAFolderIsAStreamOfItsOwn() throws IOException {
        file("one.jpg", "");
        file("deep/two.mp4", "");
        file("three.bin", "GIF89a");
        assertThat(plans(folder.toString()))
                .extracting(StreamPlan::stream)
                .containsExactly("s", "s/deep/two.mp4", "s/three.bin");
    }

    @Test
    void aFolderOfClipsAloneHasNoStreamOfPictures() throws IOException {
        file("two.mp4", "");
        assertThat(plans(folder.toString())).extracting(StreamPlan::stream).containsExactly("s/two.mp4");
    }

    @Test
    void contentSaysMoreThanAName() throws IOException {
        file("picture.mp4", "\u00ff\u00d8\u00ff\u00e0");
        file("clip.jpg", "\u001aE\u00df\u00a3");
        assertThat(plans(folder.toString())).extracting(StreamPlan::stream).containsExactly("s", "s/clip.jpg");
    }

    @Test
    void whatIsNeitherBelongsToTheFolderSoThatItIsCounted() throws IOException {
        file("readme.txt", "words");
        assertThat(plans(folder.toString()))
                .extracting(StreamPlan::input)
                .containsExactly(new StreamInput.Pictures(folder.toString(), List.of("readme.txt"), false));
    }

    @Test
    void aGlobChoosesFiles() throws IOException {
        file("a1.jpg", "");
        file("a2.jpg", "");
        file("b1.jpg", "");
        file("sub/a3.jpg", "");
        assertThat(plans(folder + "/a*.jpg"))
                .extracting(StreamPlan::input)
                .containsExactly(new StreamInput.Pictures(folder.toString(), List.of("a1.jpg", "a2.jpg"), false));
    }

    @Test
    void aNamedFileIsAStreamByTheSourcesId() throws IOException {
        Path clip = file("clip.mp4", "");
        Path picture = file("picture.jpg", "");
        assertThat(plans(clip.toString()))
                .containsExactly(new StreamPlan("s", new StreamInput.Clip(clip.toString(), true), POLICY));
        assertThat(plans(picture.toString()))
                .containsExactly(new StreamPlan(
                        "s", new StreamInput.Pictures(folder.toString(), List.of("picture.jpg"), true), POLICY));
    }

    @Test
    void addressesHideWhatMayBeSecret() {
        StreamInput web =
                plans("https://me:secret@example.org/a.mp4?token=x").get(0).input();
        assertThat(web.shown(0)).isEqualTo("https://example.org/a.mp4");
    }

    @Test
    void aFileThatGrowsIsReadLikeAFileAndWaitsForNoOther() throws IOException {
        Path file = file("now.ts", "");
        StreamPlan plan = plans("grow:" + file).get(0);
        assertThat(plan.input()).isEqualTo(new StreamInput.Growing(file.toString()));
        assertThat(plan.live()).isFalse();
        assertThat(plan.lasting()).isTrue();
        assertThat(plan.replayable()).isTrue();
    }

    @Test
    void aFolderDoesNotGrow() {
        for (String address : List.of("grow:" + folder, "grow:")) {
            assertThatThrownBy(() -> Sources.requireKnown(new SourceAddress("now", address, "")))
                    .hasMessage("source now names no file that grows: write grow: and the path of one");
        }
    }

    @Test
    void kindsThatAreNotReadAreRefusedWithASentence() {
        assertThatThrownBy(() -> Sources.requireKnown(new SourceAddress("cam", "rtmp://host/1", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("source cam is of a kind, rtmp:, that this version does not read");
        assertThatThrownBy(() -> Sources.requireKnown(new SourceAddress("t", "tar:/x.tar", "")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLiveAddressIsAStreamThatGoesOn() {
        StreamPlan plan = plans("rtsp://me:secret@camera/1").get(0);
        assertThat(plan.live()).isTrue();
        assertThat(plan.replayable()).isFalse();
        assertThat(plan.input().shown(0)).isEqualTo("rtsp://camera/1");
        assertThat(plan.toString()).doesNotContain("secret");
    }

    @Test
    void aPlaylistIsLiveWhereItGoesOnAndAFileWhereItHasAnEnd() throws IOException {
        try (HlsCamera camera = HlsCamera.open(1)) {
            assertThat(plans(camera.address()).get(0).input()).isEqualTo(new StreamInput.Live(camera.address()));
            assertThat(plans(camera.master()).get(0).live()).isTrue();
            camera.end();
            assertThat(plans(camera.address()).get(0).input()).isEqualTo(new StreamInput.Web(camera.address()));
            assertThat(plans(camera.master()).get(0).live()).isFalse();
        }
    }

    @Test
    void aPlaylistThatIsNotThereMayBeLive() throws IOException {
        try (HlsCamera camera = HlsCamera.open(1)) {
            camera.lock();
            assertThat(plans(camera.address("none.m3u8")).get(0).live()).isTrue();
            camera.leave();
            StreamPlan plan = plans(camera.address()).get(0);
            assertThat(plan.live()).isTrue();
            assertThat(plan.toString()).doesNotContain("secret");
        }
    }

    @Test
    void nothingIsAskedOfAServerWhoseAddressNamesNoPlaylist() throws IOException {
        try (HlsCamera camera = HlsCamera.open(1)) {
            assertThat(plans(camera.address("whole0.ts?of=live.m3u8")).get(0).live())
                    .isFalse();
            assertThat(camera.asked()).isEmpty();
        }
    }

    @Test
    void aLiveAddressWithoutAPortIsRefused() {
        assertThatThrownBy(() -> Sources.requireKnown(new SourceAddress("cam", "srt://me:secret@camera", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the address of source cam names no port");
    }

    @Test
    void aBadAddressIsNotRepeatedInItsRefusal() {
        assertThatThrownBy(() -> Sources.requireKnown(new SourceAddress("w", "https://me:se cret@host/", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("cret");
    }
}
