package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on files that are damaged, no media at all, or both among good ones. */
class BadMediaIT {
    private static final String QUESTION = "What is in the picture?";
    private static final int EVERY = 9;

    @TempDir
    static Path folder;

    @BeforeAll
    static void lay() throws IOException {
        Path good = Files.createDirectories(folder.resolve("good"));
        Media.steady(good.resolve("bars.mp4"), "testsrc2=size=320x240:rate=25", 50);
        Media.steady(good.resolve("fractal.mkv"), "mandelbrot=size=320x240:rate=25", 25);
        Files.writeString(good.resolve("readme.txt"), "no media");
        Files.writeString(good.resolve("words.mp4"), "words\n".repeat(100));
    }

    private static CommandRun ask(Path source) {
        return CommandRun.of(
                "ask", source.toString(), QUESTION, "--set", "decode.memory=512MiB", "--set", "decode.policy=keep-all");
    }

    private static List<String> failed(CommandRun ran) {
        return ran.err().lines().filter(line -> line.startsWith("failed: ")).toList();
    }

    /** Every ninth of the damaged files, or of those in one folder of them. */
    private static List<Path> damaged(String within) throws IOException {
        Path all = SharedData.malformed().resolve(within);
        assumeThat(all).isDirectory();
        try (Stream<Path> files = Files.walk(all)) {
            List<Path> sorted = files.filter(Files::isRegularFile)
                    .filter(file -> !SharedData.malformed().equals(file.getParent()))
                    .sorted()
                    .toList();
            return Stream.iterate(0, at -> at < sorted.size(), at -> at + EVERY)
                    .map(sorted::get)
                    .toList();
        }
    }

    private static Path copied(String name, List<Path> files) throws IOException {
        Path to = Files.createDirectories(folder.resolve(name));
        for (Path file : files) {
            Files.copy(file, to.resolve(file.getFileName().toString()));
        }
        return to;
    }

    @Test
    void aTextThatIsNamedAsAVideoIsInputThatCannotBeRead() {
        Path words = folder.resolve("good/words.mp4");
        CommandRun ran = ask(words);
        assertThat(ran.status()).isEqualTo(3);
        JsonNode error = ran.documents().get(0).path("error");
        assertThat(error.path("code").asText()).isEqualTo("NOT_MEDIA");
        assertThat(error.path("what").asText()).contains(words.toString());
        assertThat(error.path("where").asText()).isEqualTo(words.toString());
        assertThat(error.path("hint").asText()).isNotBlank();
        assertThat(ran.err()).contains(error.path("what").asText()).doesNotContain("\tat ");
    }

    @Test
    void aTimeThatNoFrameIsOfIsSaid() {
        String clip = folder.resolve("good/bars.mp4").toString();
        CommandRun ran = CommandRun.of("ask", clip, QUESTION, "--from", "100s", "--to", "120s");
        assertThat(ran.status()).isEqualTo(3);
        JsonNode error = ran.documents().get(0).path("error");
        assertThat(error.path("code").asText()).isEqualTo("OUTSIDE_KEPT");
        assertThat(error.path("what").asText()).contains("bars.mp4", "reaches from 0 s to");
    }

    @Test
    void aFolderOfGoodClipsIsDoneWhateverElseLiesThere() {
        CommandRun ran = CommandRun.of("demo", folder.resolve("good").toString(), "--question", QUESTION, "--no-page");
        assertThat(ran.status()).as(ran.err()).isZero();
        JsonNode counts = ran.documents().get(ran.documents().size() - 1);
        assertThat(counts.path("answers").asInt()).isEqualTo(2);
        assertThat(counts.path("deadLetters").asInt()).isZero();
        assertThat(counts.path("dropped").path("NOT_MEDIA").asInt()).isEqualTo(2);
    }

    @Test
    void damagedFilesAreListedOnceEachAndTheirNeighbourIsReadAsIfAlone() throws IOException {
        List<Path> files = damaged("");
        Path clip = folder.resolve("good/bars.mp4");
        Path mixed =
                copied("mixed", Stream.concat(Stream.of(clip), files.stream()).toList());
        CommandRun ran = ask(mixed);
        assertThat(ran.status()).as(ran.err()).isEqualTo(5);
        assertThat(failed(ran).stream().map(line -> line.substring(0, line.indexOf(": ", "failed: ".length()))))
                .hasSizeBetween(files.size() / 3, files.size())
                .doesNotHaveDuplicates()
                .allMatch(line -> line.startsWith("failed: " + mixed));
        assertThat(ran.err()).doesNotContain("\tat ", "[READ_FAILED]");
        assertThat(ran.documents())
                .filteredOn(answer -> answer.path("stream").asText().equals("mixed/bars.mp4"))
                .map(BadMediaIT::timeless)
                .containsExactly(timeless(ask(clip).documents().get(0)));
        assertThat(ran.documents().stream()
                        .mapToLong(
                                answer -> answer.path("tokens").path("frames").asLong())
                        .sum())
                .isEqualTo(Media.frames(clip) + framesOfFfmpeg(files));
    }

    private static long framesOfFfmpeg(List<Path> files) throws IOException {
        long frames = 0;
        for (Path file : files) {
            frames += Media.frames(file);
        }
        return frames;
    }

    private static JsonNode timeless(JsonNode answer) {
        ObjectNode copy = answer.deepCopy();
        copy.remove(List.of("millis", "stream"));
        return copy;
    }

    @Test
    void aFolderInWhichNothingCanBeReadIsInputThatCannotBeRead() throws IOException {
        Path broken = copied("broken", damaged("video/reject"));
        CommandRun ran = ask(broken);
        assertThat(ran.status()).as(ran.err()).isEqualTo(3);
        assertThat(ran.documents()).hasSize(1);
        assertThat(ran.documents().get(0).path("error").path("what").asText()).contains(broken.toString());
        assertThat(failed(ran)).isNotEmpty();
    }

    @Test
    void anArchiveOfDamagedFilesNamesEachThatFailsAndIsTheSameEveryTime() throws IOException {
        Path originals = settled();
        Path once = folder.resolve("archive-once");
        Path again = folder.resolve("archive-again");
        CommandRun ran = tokenize(originals, once);
        tokenize(originals, again);

        assertThat(ran.status()).as(ran.err()).isEqualTo(5);
        assertThat(ran.err()).doesNotContain("\tat ");
        JsonNode counts = ran.documents().get(0);
        int failed = counts.path("failed").asInt();
        assertThat(counts.path("items").asInt())
                .isEqualTo(counts.path("done").asInt()
                        + failed
                        + counts.path("skipped").asInt());
        assertThat(Files.readAllLines(once.resolve("dead-letters.jsonl")))
                .hasSize(failed)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.contains("{\"path\":\"malformed/"));
        assertThat(FileTree.of(again)).isEqualTo(FileTree.of(once));

        CommandRun retried = CommandRun.of("archive", "retry", once.toString());
        assertThat(retried.status()).isEqualTo(5);
        assertThat(retried.err()).contains("Tokenizing " + failed + " items");
    }

    /** A copy of all damaged files that decoders show alike each time. */
    private static Path settled() throws IOException {
        Path all = SharedData.malformed();
        assumeThat(all).isDirectory();
        Path copy = folder.resolve("malformed");
        try (Stream<Path> files = Files.walk(all)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(SharedData.UNSETTLED))
                    .toList()) {
                Path to = copy.resolve(all.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return copy;
    }

    private static CommandRun tokenize(Path originals, Path archive) {
        return CommandRun.of("archive", "tokenize", originals.toString(), "--out", archive.toString());
    }
}
