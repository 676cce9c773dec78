package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** How the page is looked at, whatever it shows. Screenshots lie in {@code target/screenshots}. */
final class PageLook {
    static final ViewportSize DESK = new ViewportSize(1440, 900);
    static final ViewportSize PHONE = new ViewportSize(390, 844);

    private static final long PATIENCE_SECONDS = 120;
    private static final double PATIENCE_MILLIS = 60_000;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** What of an answer, a figure or a name may not reach into. */
    private static final String PARTS =
            ".stage h3, .figure b, .facts div, .chip, .thread .asked, .reply .said, .reply .meta, .archives h3, .archives p, td, th, figcaption, h2, label, button, summary";

    /** Parts that lie over each other, unless one holds the other or they are cut off by what they scroll in. */
    private static final String OVERLAPS = "selector => {"
            + " const all = [...document.querySelectorAll(selector)].filter(e => e.checkVisibility() && !e.closest('.scroll, .unseen'));"
            + " const box = e => e.getBoundingClientRect();"
            + " const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;"
            + " const found = [];"
            + " all.forEach((a, i) => all.slice(i + 1).forEach(b => {"
            + "   if (!a.contains(b) && !b.contains(a) && over(box(a), box(b))) found.push(a.outerHTML.slice(0, 80) + ' / ' + b.outerHTML.slice(0, 80));"
            + " }));"
            + " return found;"
            + "}";

    private PageLook() {}

    /** Opens it, as soon as there is a gateway. */
    static Page open(Chromium chromium, String address, ViewportSize size, ColorScheme scheme) {
        Page page = chromium.browser()
                .newPage(new Browser.NewPageOptions()
                        .setViewportSize(size.width, size.height)
                        .setColorScheme(scheme));
        page.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Awaitility.await()
                .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> {
                    page.navigate(address);
                    return true;
                });
        return page;
    }

    /** Refuses a page that is too wide, whose parts overlap, or that not everybody can use; leaves a screenshot of that name. */
    static void isWell(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
        assertThat((Boolean)
                        page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("%s is no wider than its window", name)
                .isTrue();
        assertThat((List<?>) page.evaluate(OVERLAPS, PARTS)).as(name).isEmpty();
        List<Rule> serious = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                        .toList();
        assertThat(serious)
                .as(name)
                .extracting(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                .isEmpty();
    }
}
