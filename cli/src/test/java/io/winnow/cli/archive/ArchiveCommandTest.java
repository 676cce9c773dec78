package io.winnow.cli.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.archive.FrameTokens;
import io.winnow.archive.Row;
import io.winnow.archive.Status;
import io.winnow.archive.parquet.RowReader;
import io.winnow.cli.Ran;
import io.winnow.cli.command.Json;
import io.winnow.records.Tokens;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveCommandTest {
    @TempDir
    Path folder;

    @Test
    void picturesBecomeRowsWithTheIdsThatTheTokenizerGivesThem() throws IOException {
        for (int i = 0; i < 5; i++) {
            picture("photos/p" + i + ".png", i);
        }

        JsonNode made = tokenize("photos", "--shard", "2").document();

        assertThat(made.get("items").asInt()).isEqualTo(5);
        assertThat(made.get("done").asInt()).isEqualTo(5);
        assertThat(made.get("failed").asInt()).isZero();
        assertThat(made.get("tokens").asInt()).isEqualTo(5 * 49);
        assertThat(objects()).hasSize(3);
        List<Row> rows = rows();
        assertThat(rows).hasSize(5).allMatch(row -> row.item().status() == Status.DONE);
        Row third = rows.stream()
                .filter(row -> row.item().path().equals("photos/p3.png"))
                .findFirst()
                .orElseThrow();
        JsonNode alone = Ran.of("tokenize", at("photos/p3.png"), "--json").document();
        assertThat(ids(third)).isEqualTo(alone.get("ids").toString());
        FrameTokens frame = third.frame().orElseThrow();
        assertThat(List.of(frame.width(), frame.height())).containsExactly(64, 48);
        assertThat(third.tokenizer()).isEqualTo(alone.get("tokenizer").asText());
        assertThat(Ran.of("archive", "status", at("archive"), "--json").document())
                .isEqualTo(made);
    }

    @Test
    void aSecondRunMakesNothingAndAGrownFolderOnlyWhatIsNew() throws IOException {
        picture("photos/a.png", 1);
        picture("photos/b.png", 2);
        tokenize("photos");
        Map<String, FileTime> before = times();

        Ran again = tokenize("photos");
        picture("photos/c.png", 3);
        tokenize("photos");

        assertThat(again.err()).doesNotContain("Tokenizing");
        Map<String, FileTime> after = times();
        assertThat(after).containsAllEntriesOf(before);
        assertThat(objects()).hasSize(2);
        assertThat(rows()).hasSize(3);
    }

    @Test
    void aDamagedPictureIsToldAndTheOthersAreMade() throws IOException {
        picture("photos/a.png", 1);
        Files.write(folder.resolve("photos/cut.png"), Arrays.copyOf(Files.readAllBytes(picture("x.png", 2)), 300));
        Files.writeString(folder.resolve("photos/notes.txt"), "no picture at all");

        Ran ran = tokenize("photos");

        assertThat(ran.status()).isEqualTo(5);
        assertThat(ran.err()).contains("photos/cut.png").doesNotContain("notes.txt");
        JsonNode made = ran.document();
        assertThat(made.get("done").asInt()).isEqualTo(1);
        assertThat(made.get("failed").asInt()).isEqualTo(1);
        assertThat(made.get("skipped").asInt()).isEqualTo(1);
        JsonNode letter = Json.read(Files.readString(folder.resolve("archive/dead-letters.jsonl")));
        assertThat(letter.get("path").asText()).isEqualTo("photos/cut.png");
        assertThat(letter.get("reason").asText()).isEqualTo("DECODE");
        assertThat(folder.resolve("archive/.aside")).doesNotExist();
        assertThat(tokenize("photos").status()).isEqualTo(5);
    }

    @Test
    void aRetryTakesUpWhatFailedAndNothingElse() throws IOException {
        picture("photos/a.png", 1);
        byte[] whole = Files.readAllBytes(picture("x.png", 2));
        Files.write(folder.resolve("photos/cut.png"), Arrays.copyOf(whole, 300));
        tokenize("photos");
        Map<String, FileTime> before = times();
        Ran still = Ran.of("archive", "retry", at("archive"), "--json");
        Files.write(folder.resolve("photos/cut.png"), whole);

        Ran mended = Ran.of("archive", "retry", at("archive"), "--json");

        assertThat(still.status()).isEqualTo(5);
        assertThat(mended.status()).as(mended.err()).isZero();
        assertThat(mended.document().get("done").asInt()).isEqualTo(2);
        assertThat(times()).containsAllEntriesOf(before).hasSize(3);
        assertThat(folder.resolve("archive/dead-letters.jsonl")).doesNotExist();
        assertThat(tokenize("photos").err()).doesNotContain("Tokenizing");
    }

    @Test
    void whatItsNameAloneCallsAPictureIsNotPassedOver() throws IOException {
        Files.createDirectories(folder.resolve("photos"));
        Files.writeString(folder.resolve("photos/error.jpg"), "<html>404</html>");

        Ran ran = tokenize("photos");

        assertThat(ran.status()).isEqualTo(5);
        assertThat(ran.err()).contains("photos/error.jpg");
    }

    @Test
    void anObjectThatCannotBeWrittenIsToldAndTheOthersAreMade() throws IOException {
        picture("photos/a.png", 1);
        picture("photos/b.png", 2);
        tokenize("photos", "--shard", "1");
        Path object = objects().get(0);
        Files.delete(object);
        Files.createDirectories(object.resolve("in-the-way"));

        Ran ran = tokenize("photos");

        assertThat(ran.status()).isEqualTo(5);
        JsonNode letter = Json.read(Files.readString(folder.resolve("archive/dead-letters.jsonl")));
        assertThat(letter.get("path").asText()).startsWith("photos/");
        assertThat(letter.get("reason").asText()).isEqualTo("WRITE");
        assertThat(ran.err()).contains("tokenize makes what could not be written");
        Files.delete(object.resolve("in-the-way"));
        Files.delete(object);
        assertThat(tokenize("photos").status()).isZero();
        assertThat(objects()).hasSize(2);
    }

    @Test
    void whereNothingMoreCanBeWrittenAllThatFailedIsListed() throws IOException {
        for (int i = 0; i < 25; i++) {
            picture("photos/p" + i + ".png", i);
        }
        tokenize("photos");
        Path object = objects().get(0);
        Files.delete(object);
        Files.createDirectories(object.resolve("in-the-way"));
        Files.createDirectories(folder.resolve("archive/dead-letters.jsonl/in-the-way"));

        Ran ran = tokenize("photos");

        assertThat(ran.status()).isEqualTo(5);
        assertThat(ran.err()).contains("could not be written either").doesNotContain("All that failed is in", "more\n");
        assertThat(ran.err().lines().filter(line -> line.startsWith("failed: photos/")))
                .hasSize(25);
    }

    @Test
    void filesOfOneNameAreToldAndThoseThatDifferInCaseAreTwo() throws IOException {
        picture("one/photos/a.png", 1);
        picture("one/photos/A.png", 2);
        picture("two/photos/a.png", 3);

        Ran ran = tokenize("one/photos", at("two/photos"));

        assertThat(ran.status()).isEqualTo(5);
        assertThat(ran.err()).contains("failed: photos/a.png: " + at("two/photos/a.png") + " has the same name");
        JsonNode made = ran.document();
        assertThat(made.get("done").asInt()).isEqualTo(2);
        assertThat(made.get("failed").asInt()).isEqualTo(1);
        assertThat(made.get("items").asInt()).isEqualTo(3);
        assertThat(rows().stream().map(row -> row.item().path())).containsExactly("photos/A.png", "photos/a.png");
        assertThat(Files.readAllLines(folder.resolve("archive/dead-letters.jsonl")))
                .hasSize(1);
    }

    @Test
    void aTarThatIsCutGivesTheMembersThatAreWholeAndIsToldItself() throws IOException {
        picture("f0.png", 1);
        picture("f1.png", 2);
        Path tar = folder.resolve("in/shard-0.tar");
        Tars.write(tar, folder, "f0.png", "f1.png");
        byte[] whole = Files.readAllBytes(tar);
        int first = 512 + (int) (Files.size(folder.resolve("f0.png")) + 511) / 512 * 512;
        Files.write(tar, Arrays.copyOf(whole, first + 512 + 100));

        Ran ran = tokenize("in");

        assertThat(ran.status()).isEqualTo(5);
        assertThat(ran.document().get("done").asInt()).isEqualTo(1);
        assertThat(ran.err()).contains("failed: in/shard-0.tar:", "[TAR]", "failed: in/shard-0.tar/f1.png:", "[READ]");
    }

    @Test
    void aPictureThatIsTooLargeIsRefusedByItsHeaderAndReadWithAnotherLimit() throws IOException {
        byte[] png = Files.readAllBytes(picture("photos/a.png", 1));
        byte[] huge = png.clone();
        ByteBuffer.wrap(huge).putInt(16, 30_000).putInt(20, 30_000);
        CRC32 sum = new CRC32();
        sum.update(huge, 12, 17);
        ByteBuffer.wrap(huge).putInt(29, (int) sum.getValue());
        Files.write(folder.resolve("photos/huge.png"), huge);

        Ran ran = tokenize("photos");
        Ran small = Ran.of("archive", "retry", at("archive"), "--set", "decode.limits.pixels=1000000000", "--json");

        assertThat(ran.status()).isEqualTo(5);
        assertThat(ran.err()).contains("photos/huge.png", "30000x30000", "LIMIT");
        assertThat(ran.document().get("done").asInt()).isEqualTo(1);
        assertThat(small.err()).contains("photos/huge.png").doesNotContain("LIMIT");
    }

    @Test
    void verifyingMakesASampleAgain() throws IOException {
        picture("photos/a.png", 1);
        picture("photos/b.png", 2);
        Path c = picture("photos/c.png", 3);
        tokenize("photos", "--tokenizer", "one-d-piece-small", "--tokens", "16");
        FileTime time = Files.getLastModifiedTime(c);
        byte[] other = Files.readAllBytes(c);
        other[other.length - 20] ^= 1;
        Files.delete(folder.resolve("photos/b.png"));

        JsonNode sound = Ran.of("archive", "verify", at("archive"), "--json").document();
        Files.write(c, other);
        Files.setLastModifiedTime(c, time);
        Ran changed = Ran.of("archive", "verify", at("archive"), "--json");

        assertThat(sound.get("sampled").asInt()).isEqualTo(3);
        assertThat(sound.get("equal").asInt()).isEqualTo(2);
        assertThat(sound.get("gone").asInt()).isEqualTo(1);
        assertThat(sound.get("l1").asDouble()).isBetween(0.001, 0.5);
        assertThat(sound.get("problems")).isEmpty();
        assertThat(changed.status()).isEqualTo(5);
        assertThat(changed.document().get("problems").get(0).get("path").asText())
                .isEqualTo("photos/c.png");
    }

    @Test
    void verifyingFindsObjectsThatWereDamaged() throws IOException {
        picture("photos/a.png", 1);
        picture("photos/b.png", 2);
        tokenize("photos", "--shard", "1");
        Path object = objects().get(0);
        Files.copy(objects().get(1), object, StandardCopyOption.REPLACE_EXISTING);

        Ran ran = Ran.of("archive", "verify", at("archive"), "--json");

        assertThat(ran.status()).isEqualTo(5);
        assertThat(ran.document().get("problems").get(0).get("path").asText())
                .endsWith(object.getFileName().toString());
    }

    @Test
    void aDryRunSaysWhatItWouldCostAndWritesNothing() throws IOException {
        picture("photos/a.png", 1);
        picture("photos/b.png", 2);

        JsonNode cost = tokenize("photos", "--dry-run").document();

        assertThat(cost.get("items").asInt()).isEqualTo(2);
        assertThat(cost.get("seconds").asDouble()).isPositive();
        assertThat(cost.get("bytesOut").asInt()).isBetween(200, 500);
        assertThat(folder.resolve("archive")).doesNotExist();
    }

    @Test
    void aMeasuredArchiveStatesHowFarPicturesOfItsTokensAreOff() throws IOException {
        picture("photos/a.png", 1);
        tokenize("photos", "--tokenizer", "one-d-piece-small", "--tokens", "64", "--measure");

        assertThat(rows()).singleElement().satisfies(row -> {
            FrameTokens frame = row.frame().orElseThrow();
            assertThat(frame.tokens().count()).isEqualTo(64);
            assertThat(frame.quality()).isBetween(0.001, 0.5);
        });
    }

    @Test
    void aClipIsARowAFrameAndTarsAreOpened() throws IOException {
        gif("in/anim.gif", 3);
        Tars.write(folder.resolve("in/shard-0.tar"), folder, "f0.png", "f1.png");

        JsonNode made = tokenize("in").document();

        assertThat(made.get("done").asInt()).isEqualTo(3);
        List<Row> rows = rows();
        assertThat(rows.stream().map(row -> row.item().path()))
                .containsExactly(
                        "in/anim.gif", "in/anim.gif", "in/anim.gif", "in/shard-0.tar/f0.png", "in/shard-0.tar/f1.png");
        assertThat(rows.stream()
                        .limit(3)
                        .map(row -> row.frame().orElseThrow().span().startMicros()))
                .containsExactly(0L, 500_000L, 1_000_000L);
        JsonNode alone = Ran.of("tokenize", at("f1.png"), "--json").document();
        assertThat(ids(rows.get(4))).isEqualTo(alone.get("ids").toString());
    }

    @Test
    void picturesAreMadeOfTokensWhoseOriginalsAreGone() throws IOException {
        picture("photos/a.png", 1);
        picture("photos/deep/b.png", 2);
        gif("photos/clip.gif", 3);
        Files.write(folder.resolve("photos/cut.png"), Arrays.copyOf(Files.readAllBytes(picture("x.png", 2)), 300));
        tokenize("photos", "--tokenizer", "one-d-piece-small");
        Files.move(folder.resolve("photos"), folder.resolve("gone"));

        Ran all = Ran.of("archive", "reconstruct", at("archive"), "photos", "--out", at("shown"), "--json");
        Ran few = Ran.of(
                "archive", "reconstruct", at("archive"), "photos/a.png", "--tokens", "8", "--out", at("few"), "--json");
        Ran none = Ran.of("archive", "reconstruct", at("archive"), "photos/z.png", "--out", at("none"), "--json");
        Ran cut = Ran.of("archive", "reconstruct", at("archive"), "photos/cut.png", "--out", at("none"), "--json");

        assertThat(all.status()).as(all.err()).isEqualTo(5);
        assertThat(all.err()).contains("photos/cut.png");
        assertThat(all.documents().stream()
                        .map(line -> folder.resolve("shown")
                                .relativize(Path.of(line.get("file").asText()))
                                .toString()))
                .containsExactly(
                        "photos/a.png.png",
                        "photos/clip.gif.000000000.png",
                        "photos/clip.gif.000000500.png",
                        "photos/clip.gif.000001000.png",
                        "photos/deep/b.png.png");
        BufferedImage shown =
                ImageIO.read(folder.resolve("shown/photos/deep/b.png.png").toFile());
        assertThat(shown.getWidth()).isEqualTo(128);
        assertThat(few.document().get("bytes").asInt()).isEqualTo(12);
        assertThat(none.refusal(3).get("code").asText()).isEqualTo("NO_ITEM");
        assertThat(cut.refusal(3).get("code").asText()).isEqualTo("NO_TOKENS");
    }

    @Test
    void questionsAreAnsweredByTokensOrByPicturesOfThem() throws IOException {
        picture("photos/a.png", 1);
        picture("photos/b.png", 2);
        gif("photos/clip.gif", 3);
        tokenize("photos");
        Ran.of("archive", "tokenize", at("photos"), "--tokenizer", "one-d-piece-small", "--out", at("pieces"));
        Files.move(folder.resolve("photos"), folder.resolve("gone"));

        for (String archive : List.of("archive", "pieces")) {
            Ran ran = Ran.of("archive", "ask", at(archive), "Is there a dog?", "--json");

            assertThat(ran.status()).as(ran.err()).isZero();
            List<JsonNode> answers = ran.documents().stream()
                    .sorted(Comparator.comparing(line -> line.get("stream").asText()))
                    .toList();
            assertThat(answers.stream().map(line -> line.get("stream").asText()))
                    .containsExactly("photos/clip.gif", "pictures");
            JsonNode clip = answers.get(0);
            assertThat(clip.get("tokens").get("frames").asInt()).isEqualTo(3);
            assertThat(clip.get("evidence").get(0).get("endMicros").asInt()).isEqualTo(1_500_000);
            assertThat(answers.get(1).get("tokens").get("frames").asInt()).isEqualTo(2);
            assertThat(answers.get(1).get("answer").asText()).isNotBlank();
            assertThat(answers.get(1).get("items"))
                    .allSatisfy(item -> assertThat(item.asText()).isIn("photos/a.png", "photos/b.png"));
        }
        Ran one = Ran.of("archive", "ask", at("archive"), "Is there a dog?", "--in", "photos/b.png", "--json");
        Ran http = Ran.of(
                "archive",
                "ask",
                at("archive"),
                "Is there a dog?",
                "--reader",
                "http",
                "--set",
                "read.http.url=http://localhost:1/v1",
                "--set",
                "read.http.model=any",
                "--json");
        assertThat(one.document().get("tokens").get("frames").asInt()).isEqualTo(1);
        assertThat(http.refusal(2).get("code").asText()).isEqualTo("BAD_READER");
    }

    @Test
    void anotherTokenizerHasObjectsOfItsOwn() throws IOException {
        picture("photos/a.png", 1);
        tokenize("photos");

        JsonNode other = tokenize("photos", "--tokenizer", "lavit-cells").document();

        assertThat(other.get("done").asInt()).isEqualTo(1);
        assertThat(other.get("tokenizer").asText()).startsWith("lavit-cells@");
        assertThat(objects()).hasSize(2);
        assertThat(objects().get(0).getParent()).isNotEqualTo(objects().get(1).getParent());
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        assertThat(Ran.of("archive", "status", at("none"), "--json")
                        .refusal(3)
                        .get("code")
                        .asText())
                .isEqualTo("NO_ARCHIVE");
    }

    @Test
    void aSourceThatIsNotThereIsRefused() {
        assertThat(tokenize("none").refusal(3).get("where").asText()).contains("none");
    }

    @Test
    void theSizeOfObjectsStays() throws IOException {
        picture("photos/a.png", 1);
        tokenize("photos", "--shard", "2");

        assertThat(tokenize("photos", "--shard", "3").refusal(2).get("code").asText())
                .isEqualTo("BAD_SHARD");
    }

    private Ran tokenize(String source, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("archive", "tokenize", at(source), "--out", at("archive"), "--json"));
        arguments.addAll(List.of(more));
        return Ran.of(arguments.toArray(String[]::new));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** A clip of two frames a second, whose frames are pictures of their own too. */
    private void gif(String name, int count) throws IOException {
        List<BufferedImage> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(ImageIO.read(picture("f" + i + ".png", i).toFile()));
        }
        Gifs.write(folder.resolve(name), frames, Duration.ofMillis(500));
    }

    private Path picture(String name, long seed) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 12; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillRect(random.nextInt(60), random.nextInt(44), 4 + random.nextInt(40), 4 + random.nextInt(30));
        }
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("archive"))) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    private Map<String, FileTime> times() throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        for (Path object : objects()) {
            times.put(object.toString(), Files.getLastModifiedTime(object));
        }
        return times;
    }

    private List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Path object : objects()) {
            try (RowReader<Row> reader = RowReader.rows(Files.newByteChannel(object))) {
                reader.forEachRemaining(rows::add);
            }
        }
        return rows;
    }

    private static String ids(Row row) {
        Tokens tokens = row.frame().orElseThrow().tokens();
        return tokens instanceof Tokens.Ids ids ? Json.write(ids.unpack()) : "";
    }
}
