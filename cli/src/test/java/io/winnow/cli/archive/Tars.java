package io.winnow.cli.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes tars. */
final class Tars {
    private static final long MODIFIED_MILLIS = 1_600_000_000_000L;

    private Tars() {}

    /** Puts files of a folder into a tar, by their names. */
    static void write(Path tar, Path folder, String... names) throws IOException {
        Files.createDirectories(tar.toAbsolutePath().getParent());
        try (OutputStream file = Files.newOutputStream(tar);
                TarArchiveOutputStream out = new TarArchiveOutputStream(file)) {
            for (String name : names) {
                byte[] content = Files.readAllBytes(folder.resolve(name));
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(content.length);
                entry.setModTime(MODIFIED_MILLIS);
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
            }
        }
    }
}
