package io.winnow.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import io.winnow.archive.LocalPlace;
import io.winnow.cli.embedded.Workplace;
import io.winnow.cli.models.TokenizerSettings;
import io.winnow.gateway.Gateway;
import io.winnow.gateway.GatewayConfig;
import io.winnow.jobs.Installation;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.topics.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a pipeline whose tokens can be made pictures again and are kept in an archive, while it runs and after it was killed. */
class RebuiltPageIT {
    private static final String PIPELINE = "rebuilt";
    private static final int FRAMES = 200;
    private static final LocatorAssertions.ContainsTextOptions SILENCE =
            new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static Workplace place;
    private static RunningPipeline run;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        chromium = Chromium.open();
        place = Workplace.open(pipeline(), folder.resolve("broker"));
        run = place.runner().start(place.pipeline(), StartOptions.defaults().withCreateTopics(true));
        gateway = Gateway.start(GatewayConfig.local(
                        Map.of(
                                "bootstrap.servers",
                                place.pipeline().definition().kafka().bootstrap()),
                        new TopicNames("winnow", PIPELINE))
                .withModels(Installation.models())
                .withArchives(List.of(
                        new LocalPlace(folder.resolve("kept")), new LocalPlace(folder.resolve("photos-archive")))));
    }

    @AfterAll
    static void end() {
        if (gateway != null) {
            gateway.close();
        }
        if (run != null) {
            run.cancel();
            run.close();
        }
        if (place != null) {
            place.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    /** One whose only stream is waited for more, so that its run never ends by itself. */
    private static ResolvedPipeline pipeline() throws IOException {
        Path clip = Media.steady(folder.resolve("clip.ts"), "mandelbrot=size=480x360:rate=25", FRAMES);
        List<String> settings = new ArrayList<>(TokenizerSettings.of("one-d-piece-small"));
        settings.addAll(List.of(
                "stages=tokenize,prune",
                "edges.tokens=kafka",
                "edges.pruned=kafka",
                "delivery=at-least-once",
                "prune.pruner=prefix",
                "prune.keep=0.5",
                "prune.window.frames=5",
                "decode.policy=every(5)",
                "decode.live.stall=10min",
                "archive=" + folder.resolve("kept"),
                "archive-records=4",
                "flink.checkpoint-interval=500ms"));
        return Pipelines.of(
                PIPELINE,
                folder.resolve("state"),
                PipelineDefinition.named(List.of("grow:" + clip)),
                settings.toArray(String[]::new));
    }

    @Test
    void somebodySeesWhatTokensKeepAndThatThePipelineHasDied() throws Exception {
        try (Page page = look(PageLook.DESK, ColorScheme.LIGHT)) {
            List<String> troubles = new ArrayList<>();
            page.onPageError(troubles::add);
            pictureFollowsTheSlider(page);
            archivesAreShown(page);
            PageLook.isWell(page, "rebuilt-desk");

            run.cancel();
            makeAnArchive();
            assertThat(page.locator("#archive-list")).containsText("2 of 3 items");
            assertThat(page.locator("#wrong")).containsText("1 item failed of");
            try (Page phone = look(PageLook.PHONE, ColorScheme.DARK)) {
                rebuilt(phone);
                assertThat(phone.locator("#archive-list")).containsText("2 of 3 items");
                PageLook.isWell(phone, "rebuilt-phone-dark");
            }
            assertThat(page.locator("#wrong")).containsText("the pipeline has said nothing since", SILENCE);
            assertThat(page.locator("#calm")).isHidden();
            assertThat(page.locator("#streams")).containsText("last heard");
            PageLook.isWell(page, "silent-desk");
            assertThat(troubles).isEmpty();
        }
    }

    private static Page look(ViewportSize size, ColorScheme scheme) {
        return PageLook.open(chromium, gateway.address().toString(), size, scheme);
    }

    /** The picture of the tokens, once it is loaded. */
    private static Locator rebuilt(Page page) {
        Locator picture = page.locator("#rebuilt");
        assertThat(picture).hasAttribute("src", Pattern.compile("api/reconstruction\\?.*"));
        assertThat(picture).hasJSProperty("naturalWidth", 128);
        return picture;
    }

    private static void pictureFollowsTheSlider(Page page) {
        Locator picture = rebuilt(page);
        page.locator("#keep").fill("100");
        assertThat(picture).hasAttribute("src", Pattern.compile(".*tokens=64"));
        assertThat(page.locator("#rebuilt-caption")).hasText("made again of 64 tokens, 96 B");
        assertThat(page.locator("#kept-caption")).containsText("as it was");
        assertThat(page.locator("#kept-map")).isHidden();
        page.locator("#keep").fill("25");
        assertThat(picture).hasAttribute("src", Pattern.compile(".*tokens=16"));
        page.locator("#keep").fill("0");
        assertThat(picture).isHidden();
        page.locator("#keep").fill("100");
        assertThat(picture).isVisible();
    }

    private static void archivesAreShown(Page page) {
        assertThat(page.locator("#archive-list")).containsText("1 stream, written while the pipeline runs");
        assertThat(page.locator("#archive-list")).containsText("there is no archive at");
    }

    /** Of two pictures, and of a file that is none. */
    private static void makeAnArchive() throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        Media.steady(photos.resolve("one.mp4"), "testsrc2=size=160x120:rate=25", 5);
        Media.steady(photos.resolve("two.mp4"), "testsrc=size=160x120:rate=25", 5);
        Files.writeString(photos.resolve("letter.jpg"), "Dear camera,");
        CommandRun.of(Stream.of(
                        "archive",
                        "tokenize",
                        photos.resolve("one.mp4").toString(),
                        photos.resolve("two.mp4").toString(),
                        photos.resolve("letter.jpg").toString(),
                        "--out",
                        folder.resolve("photos-archive").toString())
                .toArray(String[]::new));
    }
}
