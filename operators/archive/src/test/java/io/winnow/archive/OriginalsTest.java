package io.winnow.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalsTest {
    @TempDir
    Path folder = Path.of("");

    private final Originals originals = new Originals(address -> new LocalPlace(Path.of(address)));

    @Test
    void itemsAreNamedFromTheirSourceOnAndSorted() throws IOException {
        write("photos/b.jpg", "bb");
        write("photos/a/z.jpg", "z");
        write("single.png", "s");

        Listing listing = originals.list(List.of(at("single.png"), at("photos/")));

        assertThat(listing.items().stream().map(Item::path))
                .containsExactly("photos/a/z.jpg", "photos/b.jpg", "single.png");
        assertThat(listing.items().stream().map(Item::named)).containsExactly(false, false, true);
        assertThat(listing.items().get(1).location()).isEqualTo(at("photos/b.jpg"));
        assertThat(listing.bytes()).isEqualTo(4);
        assertThat(listing.problems()).isEmpty();
    }

    @Test
    void theSecondFileOfOneNameIsAProblem() throws IOException {
        write("one/p/a.jpg", "1");
        write("two/p/a.jpg", "2");
        write("two/p/b.jpg", "3");

        Listing listing = originals.list(List.of(at("one/p"), at("two/p")));

        assertThat(listing.items().stream().map(Item::location)).containsExactly(at("one/p/a.jpg"), at("two/p/b.jpg"));
        assertThat(listing.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("p/a.jpg");
            assertThat(problem.reason()).isEqualTo("DUPLICATE");
            assertThat(problem.what()).contains(at("one/p/a.jpg"), at("two/p/a.jpg"));
        });
    }

    @Test
    void aSourceNamedTwiceIsListedOnce() throws IOException {
        write("p/a.jpg", "1");

        assertThat(originals.list(List.of(at("p"), at("p"))).problems()).isEmpty();
    }

    @Test
    void aSourceThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> originals.list(List.of(at("none"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none");
    }

    private String at(String name) {
        return folder + "/" + name;
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
