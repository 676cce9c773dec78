package io.winnow.gateway.archives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.winnow.archive.Archive;
import io.winnow.archive.ArchiveSettings;
import io.winnow.archive.Computation;
import io.winnow.archive.Known;
import io.winnow.archive.LocalPlace;
import io.winnow.archive.Place;
import io.winnow.archive.Problem;
import io.winnow.archive.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ArchiveWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    @TempDir
    Path folder = Path.of("");

    @Test
    void saysHowFarEachIsAndLooksAgainWhileSomebodyAsks() throws IOException {
        Archive photos = new Archive(new LocalPlace(folder.resolve("photos")));
        try (ArchiveWatch watch = watch("photos")) {
            assertThat(watch.views()).singleElement().satisfies(view -> {
                assertThat(view.address()).endsWith("photos");
                assertThat(view.progress()).isNull();
            });
            ArchiveView none = looked(watch);
            assertThat(none.problem()).contains("there is no archive at");
            assertThat(none.hint()).contains("winnow archive tokenize");

            Computation computation = new Computation("cells@0123456789ab", new TreeMap<>());
            photos.prepare(ArchiveSettings.of(256), computation, List.of("/originals"));
            photos.know(computation.digest(), new Known(3, 900, List.of(new Problem("a.tar", "TAR", "it breaks off"))));
            ArchiveView begun =
                    await().atMost(PATIENCE).until(() -> watch.views().get(0), view -> view.progress() != null);
            assertThat(begun.problem()).isEmpty();
            assertThat(begun.of()).isEqualTo("items");
            assertThat(begun.progress())
                    .isEqualTo(new Progress(
                            4, 0, 1, 0, 0, 0, 0, 0, "cells@0123456789ab", Computation.shown(computation.digest())));
        }
    }

    @Test
    void oneThatIsDamagedHidesNoOther() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("broken")).resolve("archive.json"), "not so");
        new Archive(new LocalPlace(folder.resolve("whole")))
                .prepare(ArchiveSettings.of(256), new Computation("cells@0123456789ab", new TreeMap<>()), List.of());
        try (ArchiveWatch watch = watch("broken", "whole")) {
            ArchiveView broken = looked(watch);
            assertThat(broken.problem()).contains("is not as Winnow writes it");
            assertThat(watch.views().get(1).progress()).isNotNull();
        }
    }

    private ArchiveWatch watch(String... names) {
        return new ArchiveWatch(
                List.of(names).stream()
                        .<Place>map(name -> new LocalPlace(folder.resolve(name)))
                        .toList(),
                Clock.systemUTC(),
                look -> Duration.ofMillis(20));
    }

    private static ArchiveView looked(ArchiveWatch watch) {
        return await().atMost(PATIENCE).until(() -> watch.views().get(0), view -> view.lookedMillis() > 0);
    }
}
