package io.winnow.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPlaceTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void whatIsPutIsThereAndLeavesNothingAside() throws IOException {
        LocalPlace place = new LocalPlace(folder.resolve("archive"));
        Path scratch = place.scratch();
        Files.writeString(scratch, "tokens");
        assertThat(place.walk()).isEmpty();

        place.put("deep/object", scratch);
        place.tidy();

        assertThat(place.walk()).singleElement().satisfies(entry -> {
            assertThat(entry.name()).isEqualTo("deep/object");
            assertThat(entry.size()).isEqualTo(6);
        });
        assertThat(folder.resolve("archive")).isDirectoryNotContaining("glob:**/.aside");
        assertThat(Files.readString(folder.resolve("archive/deep/object"))).isEqualTo("tokens");
    }

    @Test
    void tidyingLeavesWhatALivingProcessWritesAndTheYoungOfOtherMachines() throws IOException {
        LocalPlace place = new LocalPlace(folder);
        String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        Path aside = Files.createDirectories(folder.resolve(".aside"));
        Path living = Files.createFile(aside.resolve(host + "~1~x"));
        Path dead = Files.createFile(aside.resolve(host + "~" + Integer.MAX_VALUE + "~x"));
        Path young = Files.createFile(aside.resolve("elsewhere~1~x"));
        Path old = Files.createFile(aside.resolve("elsewhere~2~x"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS)));

        place.tidy();

        assertThat(living).exists();
        assertThat(young).exists();
        assertThat(dead).doesNotExist();
        assertThat(old).doesNotExist();
    }

    @Test
    void besideWhoeverWritesOnlyWhatIsOldIsTidiedAway() throws IOException {
        LocalPlace place = new LocalPlace(folder);
        Path own = place.scratch();
        Path old = place.scratch();
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS)));

        place.tidyOld();

        assertThat(own).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void filesAreListedByTheBytesOfTheirNamesAndLinksThatLeadNowhereToo() throws IOException {
        for (String name : new String[] {"b/2", "b/1", "a", "Z", "ä", "b.txt"}) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), name);
        }
        Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("gone"));

        LocalPlace place = new LocalPlace(folder);

        assertThat(place.walk().stream().map(Place.Entry::name))
                .containsExactly("Z", "a", "b.txt", "b/1", "b/2", "nowhere", "ä");
        assertThat(place.walk()).filteredOn(entry -> entry.size() < 0).hasSize(1);
    }

    @Test
    void whatIsNotThereIsSaidToBe() throws IOException {
        LocalPlace place = new LocalPlace(folder.resolve("none"));

        assertThat(place.walk()).isEmpty();
        assertThat(place.look("x")).isEmpty();
        assertThatThrownBy(() -> place.open("x")).isInstanceOf(NoSuchFileException.class);
    }
}
