package io.winnow.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.archive.Hashes;
import io.winnow.archive.Item;
import io.winnow.archive.LocalPlace;
import io.winnow.decode.process.DecodeInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentReaderTest {
    private static final int LARGE = (16 << 20) + 12_345;

    @TempDir
    Path folder = Path.of("");

    private final ContentReader reader = new ContentReader(address -> new LocalPlace(Path.of(address)), 2);

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void aSmallItemIsReadIntoMemory() throws IOException {
        Item item = item(write("a.png", "content".getBytes(StandardCharsets.UTF_8)));

        Content content = reader.read(item).join();

        assertThat(((DecodeInput.Memory) content.input()).content()).asString().isEqualTo("content");
        assertThat(content.head()).asString().isEqualTo("content");
        assertThat(content.sha256()).isEqualTo(Hashes.sha256().digest("content".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aLargeItemIsDecodedFromItsOwnFile() throws IOException {
        byte[] bytes = bytes(LARGE);
        Item item = item(write("a.mp4", bytes));

        Content content = reader.read(item).join();

        assertThat(((DecodeInput.LocalFile) content.input()).path()).hasToString(item.location());
        assertThat(content.sha256()).isEqualTo(Hashes.sha256().digest(bytes));
        assertThat(content.copy()).isEmpty();
    }

    @Test
    void aLargePartOfAFileIsCopiedAndTheCopyGoesWithIt() throws IOException {
        byte[] bytes = bytes(LARGE + 1_000);
        Path tar = write("a.tar", bytes);
        byte[] part = Arrays.copyOfRange(bytes, 600, 600 + LARGE);

        Content content = reader.read(new Item("a.tar/x.mp4", tar.toString(), 600, LARGE, 5, false))
                .join();

        Path copy = content.copy().orElseThrow();
        assertThat(Files.readAllBytes(copy)).isEqualTo(part);
        assertThat(content.head()).isEqualTo(Arrays.copyOf(part, content.head().length));
        assertThat(content.sha256()).isEqualTo(Hashes.sha256().digest(part));
        content.close();
        assertThat(copy).doesNotExist();
    }

    @Test
    void aFileThatVanishedIsSaidToBeGone() throws IOException {
        Path file = write("a.png", new byte[10]);
        Item item = item(file);
        Files.delete(file);

        assertFails(item, "READ", "not there any more");
    }

    @Test
    void aFileThatShrankOrGrewWasChanged() throws IOException {
        Path file = write("a.png", new byte[10]);
        Item item = item(file);
        Files.write(file, new byte[9]);
        assertFails(item, "CHANGED", "10 bytes when it was listed, and now has 9");

        Files.write(file, new byte[11]);
        assertFails(item, "CHANGED", "after it had been listed");
    }

    @Test
    void whatCouldNotBeListedFails() {
        assertFails(Item.file("x", folder + "/x", -1, 0, true), "READ", "not there, or may not be read");
    }

    @Test
    void aPartThatItsFileBreaksOffInFails() throws IOException {
        Path tar = write("a.tar", new byte[100]);

        assertFails(new Item("a.tar/x", tar.toString(), 60, 70, 5, false), "READ", "ends after 40 of the 70 bytes");
    }

    @Test
    void aNameThatCannotBeOpenedFailsAloneAndSaysWhatToDo() {
        assertFails(Item.file("x", folder + "/b\uFFFDhne.jpg", 9, 0, false), "READ", "no UTF-8");
        assertFails(Item.file("x", folder + "/no\0name.jpg", 9, 0, false), "READ", "LC_ALL=C.UTF-8");
    }

    private void assertFails(Item item, String reason, String what) {
        assertThatThrownBy(() -> reader.read(item).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(ItemFailure.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(reason);
                    assertThat(failure.what()).contains(what);
                });
    }

    private static Item item(Path file) throws IOException {
        return Item.file(
                file.toString(),
                file.toString(),
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis(),
                false);
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
