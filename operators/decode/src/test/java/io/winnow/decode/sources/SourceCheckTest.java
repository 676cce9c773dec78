package io.winnow.decode.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.SourceAddress;
import io.winnow.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCheckTest {
    @TempDir
    Path folder;

    private static Optional<String> code(String address) throws InterruptedException {
        return SourceCheck.check(new SourceAddress("s", address, ""))
                .map(problem -> problem.exit() + " " + problem.code());
    }

    @Test
    void aFolderWithMediaIsFine() throws Exception {
        Files.write(folder.resolve("a.jpg"), new byte[] {1});
        assertThat(code(folder.toString())).isEmpty();
    }

    @Test
    void aFolderWithoutMediaIsInputThatCannotBeRead() throws Exception {
        Files.writeString(folder.resolve("readme.txt"), "words");
        assertThat(code(folder.toString())).contains("3 NO_MEDIA");
    }

    @Test
    void aMissingFileIsInputThatCannotBeRead() throws Exception {
        assertThat(code(folder + "/none.mp4")).contains("3 NO_SOURCE");
        assertThat(code(folder + "/*.mp4")).contains("3 NO_SOURCE");
    }

    @Test
    void aFileThatGrowsHasToBeThereButMayBeEmpty() throws Exception {
        assertThat(code("grow:" + folder + "/none.ts")).contains("3 NO_SOURCE");
        assertThat(code("grow:" + folder)).contains("2 BAD_SOURCE");
        assertThat(code("grow:" + Files.createFile(folder.resolve("now.ts")))).isEmpty();
    }

    @Test
    void theSentenceNamesWhatIsWrong() throws Exception {
        Path empty = Files.createFile(folder.resolve("e.mp4"));
        for (String address : List.of(folder + "/none.mp4", folder + "/*.mkv", empty.toString())) {
            assertThat(SourceCheck.check(new SourceAddress("s", address, "")))
                    .hasValueSatisfying(problem -> assertThat(problem.what()).contains(address));
        }
    }

    @Test
    void anEmptyFileIsInputThatCannotBeRead() throws Exception {
        assertThat(code(Files.createFile(folder.resolve("e.mp4")).toString())).contains("3 NO_MEDIA");
    }

    @Test
    void aTextThatIsNamedAsAVideoIsInputThatCannotBeRead() throws Exception {
        Path words = Files.writeString(folder.resolve("words.mp4"), "words\n".repeat(100));
        assertThat(code(words.toString())).contains("3 NOT_MEDIA");
    }

    @Test
    void aFileWhoseHeadSaysWhatItIsIsLeftToTheRun() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.mp4"), "\0\0\0\u0018ftypisom and nothing else");
        assertThat(code(broken.toString())).isEmpty();
    }

    @Test
    void aKindThatIsNotReadIsWrongUsage() throws Exception {
        assertThat(code("rtmp://host:1/a")).contains("2 BAD_SOURCE");
        assertThat(code("srt://host")).contains("2 BAD_SOURCE");
        assertThat(SourceCheck.check(new SourceAddress("s", "/", "often")))
                .map(SourceProblem::exit)
                .contains(2);
    }

    @Test
    void aCameraThatIsOffNowIsLeftToTheRun() throws Exception {
        assertThat(code("rtsp://127.0.0.1:9/1")).isEmpty();
        assertThat(code("http://127.0.0.1:9/live.m3u8")).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsNotReachable() throws InterruptedException, IOException {
        int port = FreePort.find();
        assertThat(code("http://127.0.0.1:" + port + "/a.mp4")).contains("4 SOURCE_UNREACHABLE");
    }
}
