package io.winnow.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarMembersTest {
    @TempDir
    Path folder = Path.of("");

    private final Originals originals = new Originals(address -> new LocalPlace(Path.of(address)));

    @Test
    void membersAreItemsWhereTheirBytesLie() throws IOException {
        String longName = "folder/" + "very-long-name-".repeat(12) + ".jpg";
        tar("train-0001.tar", "000001.jpg", "first", "000001.cls", "7", longName, "a longer content than the others");

        Listing listing = originals.list(List.of(folder + "/train-0001.tar"));

        assertThat(listing.problems()).isEmpty();
        assertThat(listing.items().stream().map(Item::path))
                .containsExactly(
                        "train-0001.tar/000001.cls", "train-0001.tar/000001.jpg", "train-0001.tar/" + longName);
        for (Item item : listing.items()) {
            assertThat(item.modifiedMillis()).isEqualTo(1_600_000_000_000L);
            assertThat(content(item)).isIn("first", "7", "a longer content than the others");
        }
        assertThat(content(listing.items().get(1))).isEqualTo("first");
    }

    @Test
    void numberedShardsAreNamedTogether() throws IOException {
        tar("s-08.tar", "a.jpg", "1");
        tar("s-09.tar", "a.jpg", "2");
        tar("s-10.tar", "a.jpg", "3");

        Listing listing = originals.list(List.of(folder + "/s-{08..10}.tar"));

        assertThat(listing.items().stream().map(Item::path))
                .containsExactly("s-08.tar/a.jpg", "s-09.tar/a.jpg", "s-10.tar/a.jpg");
    }

    @Test
    void aTarThatBreaksOffIsAProblemAndItsWholeMembersAreItems() throws IOException {
        Path tar = tar("cut.tar", "a.jpg", "x".repeat(2_000), "b.jpg", "y".repeat(2_000), "c.jpg", "z");
        Files.write(tar, Arrays.copyOf(Files.readAllBytes(tar), 512 + 2_048 + 512 + 100));

        Listing listing = originals.list(List.of(tar.toString()));

        assertThat(listing.items().stream().map(Item::path)).containsExactly("cut.tar/a.jpg", "cut.tar/b.jpg");
        assertThat(listing.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("cut.tar");
            assertThat(problem.reason()).isEqualTo("TAR");
            assertThat(problem.what()).contains("b.jpg");
        });
    }

    @Test
    void aTarThatBreaksOffBetweenItsMembersIsAProblem() throws IOException {
        Path tar = tar("cut.tar", "a.jpg", "x".repeat(700), "b.jpg", "y");
        byte[] whole = Files.readAllBytes(tar);

        for (int left : new int[] {512 + 700, 512 + 1_024 - 1, 512 + 1_024}) {
            Files.write(tar, Arrays.copyOf(whole, left));
            Listing listing = originals.list(List.of(tar.toString()));

            assertThat(listing.items().stream().map(Item::path)).containsExactly("cut.tar/a.jpg");
            assertThat(listing.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.path()).isEqualTo("cut.tar");
                assertThat(problem.what()).contains("after 1 files");
            });
        }
    }

    @Test
    void anEmptyFileIsNoTar() throws IOException {
        Path tar = Files.createFile(folder.resolve("empty.tar"));

        assertThat(originals.list(List.of(tar.toString())).problems())
                .extracting(Problem::path)
                .containsExactly("empty.tar");
    }

    @Test
    void aTarWithoutMembersIsNoProblem() throws IOException {
        Path tar = tar("none.tar");

        assertThat(originals.list(List.of(tar.toString()))).isEqualTo(new Listing(List.of(), List.of()));
    }

    @Test
    void whatIsNoTarThoughItsNameSaysSoIsAProblem() throws IOException {
        Path tar = folder.resolve("text.tar");
        Files.writeString(tar, "no tar ".repeat(200));

        Listing listing = originals.list(List.of(tar.toString()));

        assertThat(listing.items()).isEmpty();
        assertThat(listing.problems()).hasSize(1);
    }

    @Test
    void theSecondMemberOfOneNameIsAProblem() throws IOException {
        Path tar = tar("two.tar", "a.jpg", "1", "a.jpg", "2");

        Listing listing = originals.list(List.of("tar:" + tar));

        assertThat(listing.items()).hasSize(1);
        assertThat(listing.problems().get(0).what()).contains("two.tar at byte 512", "two.tar at byte 1536");
    }

    @Test
    void aListNamesFilesFoldersAndTars() throws IOException {
        tar("in/t.tar", "m.jpg", "1");
        Files.createDirectories(folder.resolve("in/folder"));
        Files.writeString(folder.resolve("in/folder/f.jpg"), "2");
        Files.writeString(folder.resolve("in/p.jpg"), "3");
        Path list = folder.resolve("in/files.txt");
        Files.write(list, List.of("# mine", "", "./p.jpg", "folder", "t.tar", "gone.jpg", "no\0name.jpg"));

        Listing listing = originals.list(List.of("list:" + list));

        assertThat(listing.items().stream().map(Item::path))
                .containsExactly("folder/f.jpg", "gone.jpg", "no\0name.jpg", "p.jpg", "t.tar/m.jpg");
        assertThat(listing.items().get(1).size()).isEqualTo(-1);
    }

    private static String content(Item item) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(item.location(), "r")) {
            byte[] bytes = new byte[(int) item.size()];
            file.seek(item.offset());
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private Path tar(String name, String... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (int i = 0; i < namesAndContents.length; i += 2) {
                byte[] content = namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(namesAndContents[i]);
                entry.setSize(content.length);
                entry.setModTime(1_600_000_000_000L);
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
            }
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes.toByteArray());
    }
}
