package io.winnow.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.winnow.decode.worker.camera.Manner;
import io.winnow.decode.worker.camera.RtspCamera;
import io.winnow.net.FreePort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of a running demo, as somebody sees and uses it. */
class PageIT {
    private static final int MORE_THAN_IS_WATCHED = 1_000_000;
    private static final String SECONDS = "60";
    private static final long PATIENCE_SECONDS = 120;

    private static Chromium chromium;
    private static RtspCamera camera;
    private static CompletableFuture<CommandRun> demo;
    private static String address;

    @BeforeAll
    static void watchACamera() throws IOException {
        chromium = Chromium.open();
        camera = RtspCamera.open(Manner.of(MORE_THAN_IS_WATCHED));
        int port = FreePort.find();
        address = "http://127.0.0.1:" + port + "/";
        demo = CompletableFuture.supplyAsync(() -> CommandRun.of(
                "demo",
                camera.address(),
                "--seconds",
                SECONDS,
                "--port",
                String.valueOf(port),
                "--question",
                "Is it day?"));
    }

    @AfterAll
    static void end() throws Exception {
        if (demo != null) {
            demo.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            camera.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void somebodyWatchesAsksAndLooksBack() {
        try (Page page = PageLook.open(chromium, address, PageLook.DESK, ColorScheme.LIGHT)) {
            List<String> troubles = new ArrayList<>();
            page.onPageError(troubles::add);
            assertThat(page.locator("#connection")).hasText("live");
            Locator frames = page.locator("[data-stage=decode] .facts dd").first();
            String before = frames.innerText();
            Awaitility.await()
                    .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .until(() -> !frames.innerText().equals(before)
                            && !frames.innerText().equals("0"));

            page.locator("#question").fill("What is in the picture?");
            page.locator("#ask button").click();
            Locator thread = page.locator(".thread", new Page.LocatorOptions().setHasText("What is in the picture?"));
            assertThat(thread.locator(".reply:not(.writing) .said")).not().isEmpty();
            Locator evidence = thread.locator(".evidence").first();
            assertThat(evidence).isVisible();

            keptMapFollowsTheSlider(page);

            evidence.click();
            assertThat(page.locator("#now-caption")).containsText("for the answer's");
            page.locator("#viewer-live").click();
            assertThat(page.locator("#now-caption")).containsText("newest");

            standAndEnd(page);
            assertThat(troubles).isEmpty();
            PageLook.isWell(page, "desk");
        }
        for (ColorScheme scheme : ColorScheme.values()) {
            if (scheme != ColorScheme.NO_PREFERENCE) {
                try (Page page = PageLook.open(chromium, address, PageLook.PHONE, scheme)) {
                    shown(page);
                    PageLook.isWell(page, "phone-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
                }
            }
        }
        try (Page page = PageLook.open(chromium, address, PageLook.DESK, ColorScheme.DARK)) {
            shown(page);
            PageLook.isWell(page, "desk-dark");
            reachedByKeyboard(page);
        }
    }

    private static void shown(Page page) {
        assertThat(page.locator("#kept-view")).isVisible();
        assertThat(page.locator(".reply .said").first()).isVisible();
    }

    private static void keptMapFollowsTheSlider(Page page) {
        Locator map = page.locator("#kept-map");
        assertThat(map).isVisible();
        Locator slider = page.locator("#keep");
        slider.fill("100");
        assertThat(map).hasAttribute("data-there", Pattern.compile("[1-9]\\d*"));
        slider.fill("0");
        assertThat(map).hasAttribute("data-there", "0");
        assertThat(page.locator("#keep-value")).containsText("0.0 %");
        slider.fill("100");
    }

    private static void standAndEnd(Page page) {
        page.locator("summary").click();
        page.locator("#stand-question").fill("Is the gate open?");
        page.locator("#stand-every").fill("2");
        page.locator("#stand-when").fill("answer is yes");
        page.locator("#stand button").click();
        Locator standing = page.locator("#standing li");
        assertThat(standing).containsText("Is the gate open?");
        standing.locator("button").click();
        assertThat(standing).hasCount(0);
    }

    private static void reachedByKeyboard(Page page) {
        page.locator("h1").click();
        List<String> reached = new ArrayList<>();
        for (int tab = 0; tab < 40; tab++) {
            page.keyboard().press("Tab");
            reached.add((String) page.evaluate("document.activeElement.id || document.activeElement.className"));
        }
        assertThat(reached).contains("skip", "price", "name", "keep", "question", "evidence");
    }
}
