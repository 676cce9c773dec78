package io.winnow.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.Ran;
import io.winnow.cli.scenes.SceneComposer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandTest {
    @TempDir
    Path data;

    @Test
    void questionsAreAskedOnTheirMediaAndScoredBesideBaselines() throws IOException {
        scene(1);
        scene(2);
        Files.writeString(
                Files.createDirectories(data.resolve("qa")).resolve("a.jsonl"), row(1, "exists") + row(2, "exists"));

        Ran ran = Ran.of("eval", "--data", data.toString(), "--baselines", "--json");

        JsonNode qa = ran.document().get("suite").get("qa");
        assertThat(ran.status()).isZero();
        assertThat(qa.get("total").asInt()).isEqualTo(2);
        assertThat(qa.get("accuracy").asDouble()).isEqualTo(qa.get("correct").asDouble() / 2);
        assertThat(qa.get("byType").get("exists").get("total").asInt()).isEqualTo(2);
        assertThat(qa.get("byKind").get("image").get("total").asInt()).isEqualTo(2);
        assertThat(qa.get("baselines").fieldNames())
                .toIterable()
                .containsExactly("questionOnly", "shuffledVideo", "majority");
        assertThat(qa.get("interval95")).hasSize(2);
        assertThat(ran.document().get("bundles").get("tokenizer").asText()).startsWith("lite0-cells@");
    }

    @Test
    void eachEngineThatIsNamedIsMeasured() throws IOException {
        scene(1);
        Files.writeString(Files.createDirectories(data.resolve("qa")).resolve("a.jsonl"), row(1, "exists"));

        Ran ran = Ran.of("eval", "--data", data.toString(), "--engine", "onnx-fp32,onnx-int8", "--json");

        JsonNode engines = ran.document().get("suite").get("qa").get("engines");
        assertThat(engines.findValuesAsText("engine")).containsExactly("onnx-fp32", "onnx-int8");
        assertThat(engines.findValuesAsText("total")).containsExactly("1", "1");
    }

    @Test
    void aTokenizerThatIsNamedIsRunAsItsManifestAsks() throws IOException {
        scene(1);
        Files.writeString(Files.createDirectories(data.resolve("qa")).resolve("a.jsonl"), row(1, "exists"));

        Ran ran = Ran.of("eval", "--data", data.toString(), "--tokenizer", "lavit-cells", "--json");

        assertThat(ran.status()).isZero();
        assertThat(ran.document().get("suite").get("qa").get("total").asInt()).isEqualTo(1);
        assertThat(ran.document().get("bundles").get("tokenizer").asText()).startsWith("lavit-cells@");
    }

    @Test
    void anEngineThatThereIsNotIsRefused() throws IOException {
        scene(1);
        Files.writeString(Files.createDirectories(data.resolve("qa")).resolve("a.jsonl"), row(1, "exists"));

        Ran ran = Ran.of("eval", "--data", data.toString(), "--engine", "onnx-int4", "--json");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("engine.reader").contains("onnx-int8");
    }

    private JsonNode rate(String tokenizer, int pictures, Path page) throws IOException {
        for (int seed = 1; seed <= 3; seed++) {
            Path file = Files.createDirectories(data.resolve("images").resolve("drawn"))
                    .resolve(seed + ".png");
            ImageIO.write(
                    new SceneComposer().compose(seed, 8).at(Duration.ofSeconds(4), 320, 240), "png", file.toFile());
        }
        Files.writeString(data.resolve("images").resolve("labels.txt"), "no picture");
        Ran ran = Ran.of(
                "eval",
                "--suite",
                "rate",
                "--data",
                data.toString(),
                "--tokenizer",
                tokenizer,
                "--limit",
                String.valueOf(pictures),
                "--report",
                page.toString(),
                "--json");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.document().get("bundles").get(tokenizer).asText()).startsWith(tokenizer + "@");
        return ran.document().get("suite").get("rate");
    }

    @Test
    void prefixesAreMeasuredBesideFilesAndShownOnAPage() throws IOException {
        Path page = data.resolve("page");
        JsonNode rows = rate("one-d-piece-small", 2, page);
        assertThat(rows.findValuesAsText("tokens"))
                .containsExactly("1.0", "2.0", "4.0", "8.0", "16.0", "32.0", "64.0", "128.0");
        JsonNode all = rows.get(7);
        assertThat(all.get("bytes").asDouble()).isEqualTo(192);
        assertThat(all.get("pictures").asInt()).isEqualTo(2);
        assertThat(all.get("psnr").asDouble())
                .isGreaterThan(rows.get(0).get("psnr").asDouble() + 3);
        assertThat(all.get("msSsim").asDouble()).isBetween(0.5, 1.0);
        assertThat(all.get("l1").asDouble()).isBetween(0.005, 0.1);
        assertThat(all.get("codesInUse").asInt()).isBetween(100, 256);
        assertThat(all.get("dips").asDouble()).isBetween(0.0, 1.0);
        for (String codec : List.of("jpeg", "webp", "avif")) {
            assertThat(all.get(codec + "BytesAtEqualPsnr").asDouble())
                    .isGreaterThan(rows.get(0).get(codec + "BytesAtEqualPsnr").asDouble());
        }
        assertThat(all.get("webpAtEqualBytes").get("pictures").asInt()).isEqualTo(2);
        assertThat(rows.get(0).get("webpAtEqualBytes").get("psnr").isNull()).isTrue();
        String text = Files.readString(page.resolve("evaluation.md"));
        assertThat(text)
                .contains("| one-d-piece-small |")
                .contains("codes in use")
                .contains("(rate-psnr.svg)");
        assertThat(ImageIO.read(page.resolve("rate-one-d-piece-small.png").toFile())
                        .getWidth())
                .isEqualTo(8 + 9 * 136);
        assertThat(Files.readString(page.resolve("rate-psnr.svg"))).contains("WebP");
    }

    @Test
    void aPictureThatCannotBeReadIsLeftOutAndTold() throws IOException {
        Path images = Files.createDirectories(data.resolve("images"));
        ImageIO.write(
                new SceneComposer().compose(1, 8).at(Duration.ofSeconds(4), 320, 240),
                "png",
                images.resolve("sound.png").toFile());
        Path damaged = images.resolve("damaged.png");
        Files.write(damaged, Arrays.copyOf(Files.readAllBytes(images.resolve("sound.png")), 20));

        Ran ran = Ran.of(
                "eval", "--suite", "rate", "--data", data.toString(), "--tokenizer", "one-d-piece-small", "--json");

        assertThat(ran.status()).as(ran.err()).isEqualTo(5);
        assertThat(ran.err().lines().filter(line -> line.startsWith("failed: " + damaged)))
                .hasSize(1);
        JsonNode row = ran.document().get("suite").get("rate").get(0);
        assertThat(row.get("pictures").asInt()).isEqualTo(1);
        assertThat(row.get("unread").asInt()).isEqualTo(1);
    }

    @Test
    void aFolderInWhichNoPictureCanBeReadIsRefused() throws IOException {
        Path images = Files.createDirectories(data.resolve("images"));
        Files.write(images.resolve("damaged.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0});

        Ran ran = Ran.of(
                "eval", "--suite", "rate", "--data", data.toString(), "--tokenizer", "one-d-piece-small", "--json");

        assertThat(ran.refusal(3).get("what").asText()).contains("none of 1 pictures");
    }

    @Test
    void qualitiesAreMeasuredByWhatTheyTakeAndWhetherTheyAreKept() throws IOException {
        JsonNode rows = rate("karl-small", 1, data.resolve("page"));
        assertThat(rows.findValuesAsText("quality")).containsExactly("0.05", "0.07", "0.09", "0.12", "0.16");
        JsonNode usual = rows.get(2);
        JsonNode kinds = usual.get("tokensByKind");
        assertThat(usual.get("tokens").asDouble()).isEqualTo(kinds.get("photo").asDouble());
        assertThat(kinds.get("flat").asDouble()).isLessThan(kinds.get("noise").asDouble());
        assertThat(usual.get("within").asInt())
                .isBetween(0, usual.get("reachable").asInt());
        assertThat(rows.get(0).get("tokens").asDouble())
                .isGreaterThan(rows.get(4).get("tokens").asDouble());
    }

    @Test
    void questionsAreAskedOfWhatTokensShowBesideTheOriginals() throws IOException {
        scene(1);
        scene(2);
        Files.writeString(
                Files.createDirectories(data.resolve("qa")).resolve("a.jsonl"), row(1, "exists") + row(2, "exists"));
        Path page = data.resolve("page");

        Ran ran = Ran.of(
                "eval",
                "--suite",
                "archive",
                "--data",
                data.toString(),
                "--tokenizer",
                "one-d-piece-small",
                "--baselines",
                "--report",
                page.toString(),
                "--json");

        JsonNode archive = ran.document().get("suite").get("archive");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(archive.get("originals").get("total").asInt()).isEqualTo(2);
        assertThat(archive.get("originals").get("baselines")).hasSize(3);
        assertThat(archive.get("squares").findValuesAsText("size")).containsExactly("128x128");
        assertThat(archive.get("settings").findValuesAsText("tokens"))
                .containsExactly("1.0", "2.0", "4.0", "8.0", "16.0", "32.0", "64.0", "128.0");
        assertThat(archive.get("settings").get(7).get("bytes").asDouble()).isEqualTo(192);
        assertThat(archive.get("settings").get(7).get("total").asInt()).isEqualTo(2);
        assertThat(ran.document().get("bundles").get("tokenizer").asText()).startsWith("lite0-cells@");
        assertThat(ran.document().get("bundles").get("one-d-piece-small").asText())
                .startsWith("one-d-piece-small@");
        assertThat(Files.readString(page.resolve("evaluation.md")))
                .contains("| one-d-piece-small |", "| questionOnly", "(archive-tokens.svg)");
    }

    @Test
    void whereNoPictureIsAskedAboutThereIsNoArchiveToMeasure() throws IOException {
        Files.writeString(
                Files.createDirectories(data.resolve("qa")).resolve("a.jsonl"),
                row(1, "exists").replace("1.png", "1.mp4"));
        Ran ran = Ran.of("eval", "--suite", "archive", "--data", data.toString(), "--json");
        assertThat(ran.refusal(3).get("what").asText()).contains("no questions about pictures");
    }

    @Test
    void aFolderWithoutPicturesIsRefused() {
        Ran ran = Ran.of("eval", "--suite", "rate", "--data", data.toString(), "--json");
        assertThat(ran.refusal(3).get("code").asText()).isEqualTo("NO_DATA");
    }

    @Test
    void aTokenizerThatMakesNoPicturesIsRefused() throws IOException {
        Ran ran = Ran.of("eval", "--suite", "rate", "--tokenizer", "lite0-cells", "--data", data.toString(), "--json");
        assertThat(ran.refusal(3).get("what").asText()).contains("lite0-cells makes no pictures of tokens");
    }

    @Test
    void theDemonstrationsScenesAreASuite() {
        Ran ran = Ran.of("eval", "--suite", "scenes", "--limit", "3", "--json");

        JsonNode scenes = ran.document().get("suite").get("scenes");
        assertThat(ran.status()).isZero();
        assertThat(scenes.get("total").asInt()).isEqualTo(3);
        assertThat(scenes.get("byKind").get("scene").get("total").asInt()).isEqualTo(3);
    }

    @Test
    void needlesAreSoughtAtEachKeepRatioAndShownOnAPage() throws IOException {
        Path page = data.resolve("page");

        Ran ran = Ran.of(
                "eval",
                "--suite",
                "needle",
                "--minutes",
                "1",
                "--keep",
                "0.25,0.1",
                "--limit",
                "4",
                "--baselines",
                "--report",
                page.toString(),
                "--json");

        JsonNode needle = ran.document().get("suite").get("needle");
        assertThat(ran.status()).isZero();
        assertThat(needle.get("total").asInt()).isEqualTo(8);
        assertThat(needle.get("byKeep")).hasSize(2);
        JsonNode quarter = needle.get("byKeep").get(1);
        assertThat(quarter.get("keep").asDouble()).isEqualTo(0.25);
        assertThat(quarter.get("byLength").get(0).get("byPlace")).hasSize(NeedleClip.PLACES);
        assertThat(quarter.get("byKind").get("1 min").get("questionOnly").isNumber())
                .isTrue();
        assertThat(Files.readString(page.resolve("evaluation.md"))).contains("## needle", "(needle-needle.svg)");
        assertThat(page.resolve("needle-needle.svg")).exists();
    }

    @Test
    void theSameQuestionsAreAskedOfFewerTokens() throws IOException {
        scene(1);
        Files.writeString(Files.createDirectories(data.resolve("qa")).resolve("a.jsonl"), row(1, "exists"));
        Path page = data.resolve("page");

        Ran ran = Ran.of(
                "eval",
                "--suite",
                "prune",
                "--data",
                data.toString(),
                "--keep",
                "1",
                "--limit",
                "2",
                "--report",
                page.toString(),
                "--json");

        JsonNode prune = ran.document().get("suite").get("prune");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(prune.findValuesAsText("pruner"))
                .containsExactly(
                        "keep-all",
                        "keep-all + stage 2",
                        "vqtoken, 8",
                        "vqtoken, 16",
                        "vqtoken, 32",
                        "vqtoken, adaptive");
        JsonNode all = prune.get(0);
        assertThat(all.get("total").asInt()).isEqualTo(3);
        assertThat(all.get("keep").asDouble()).isEqualTo(1);
        assertThat(all.get("byKind").get("event").get("total").asInt()).isEqualTo(2);
        assertThat(prune.get(2).get("visualTokens").asDouble())
                .isLessThan(prune.get(4).get("visualTokens").asDouble())
                .isLessThan(all.get("visualTokens").asDouble());
        assertThat(all.get("tokDense").asDouble())
                .isEqualTo(100
                        * all.get("accuracy").asDouble()
                        / all.get("visualTokens").asDouble());
        JsonNode millis = all.get("millis");
        assertThat(millis.get("read").asDouble()).isPositive();
        assertThat(all.get("millisToAnswer").asDouble())
                .isGreaterThan(millis.get("read").asDouble());
        assertThat(prune.get(1).get("events").get("moreThanEverything95")).hasSize(2);
        assertThat(Files.readString(page.resolve("evaluation.md")))
                .contains("| keep-all | 100.0 |", "| ms to answer |", "(prune-events.svg)");
    }

    @Test
    void aTokenizerThatTheReaderCannotReadIsRefusedBeforeClipsAreDrawn() throws IOException {
        scene(1);
        Files.writeString(Files.createDirectories(data.resolve("qa")).resolve("a.jsonl"), row(1, "exists"));

        Ran ran = Ran.of(
                "eval",
                "--suite",
                "prune",
                "--data",
                data.toString(),
                "--tokenizer",
                "one-d-piece-small",
                "--limit",
                "1",
                "--json");

        assertThat(ran.refusal(2).get("what").asText()).contains("one-d-piece-small");
        assertThat(ran.err()).doesNotContain("clips drawn", "media tokenized");
    }

    @Test
    void aFolderWithoutQuestionsIsRefusedBeforeClipsAreDrawn() {
        Ran ran = Ran.of("eval", "--suite", "prune", "--data", data.toString(), "--json");
        assertThat(ran.refusal(3).get("code").asText()).isEqualTo("NO_DATA");
        assertThat(ran.err()).doesNotContain("clips drawn");
    }

    @Test
    void evidenceAndConfidenceAreMeasuredBesideTheAnswers() throws IOException {
        scene(1);
        Files.writeString(Files.createDirectories(data.resolve("qa")).resolve("a.jsonl"), row(1, "exists"));
        Path page = data.resolve("page");

        Ran ran = Ran.of("eval", "--data", data.toString(), "--json", "--report", page.toString());

        JsonNode qa = ran.document().get("suite").get("qa");
        assertThat(qa.get("evidence").get("total").asInt()).isZero();
        assertThat(qa.get("calibration").get("scored").get("total").asInt()).isEqualTo(1);
        assertThat(qa.get("calibration").get("written").get("total").asInt()).isZero();
        assertThat(page.resolve("qa-accuracy.svg")).content().contains("exists (1)");
    }

    @Test
    void aMediumThatIsMissingIsAFailedItem() throws IOException {
        scene(1);
        Files.writeString(
                Files.createDirectories(data.resolve("qa")).resolve("a.jsonl"), row(1, "exists") + row(2, "exists"));
        Files.writeString(data.resolve("2.png"), "no picture");

        Ran ran = Ran.of("eval", "--data", data.toString(), "--json");

        assertThat(ran.status()).isEqualTo(5);
        assertThat(ran.err()).contains("2.png");
        assertThat(ran.document().get("suite").get("qa").get("total").asInt()).isEqualTo(2);
    }

    @Test
    void whatCannotBeMeasuredIsRefusedAtOnce() {
        assertThat(Ran.of("eval", "--data", data.toString()).status()).isEqualTo(3);
        assertThat(Ran.of("eval", "--data", data.toString(), "--suite", "haystack")
                        .status())
                .isEqualTo(2);
    }

    private void scene(long seed) throws IOException {
        ImageIO.write(
                new SceneComposer().compose(seed, 8).at(Duration.ofSeconds(4), 224, 224),
                "png",
                data.resolve(seed + ".png").toFile());
    }

    private static String row(long seed, String type) {
        return """
                {"id": "q%1$d", "media": "%1$d.png", "kind": "image", "type": "%2$s", "question": "Is it night?", "answer": "yes"}
                """.formatted(seed, type);
    }
}
