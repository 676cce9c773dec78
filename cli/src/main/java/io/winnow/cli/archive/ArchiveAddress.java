package io.winnow.cli.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.Originals;
import io.winnow.archive.flink.FlinkPlaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Addresses as they are written on a command line: paths are relative to where the command was called. */
final class ArchiveAddress {
    private ArchiveAddress() {}

    static String absolute(String text) {
        for (String prefix : List.of(Originals.LIST, Originals.TAR)) {
            if (text.startsWith(prefix)) {
                return prefix + absolute(text.substring(prefix.length()));
            }
        }
        return FlinkPlaces.remote(text)
                ? text
                : Path.of(text).toAbsolutePath().normalize().toString();
    }

    static Archive open(String text) throws IOException {
        return new Archive(new FlinkPlaces().open(absolute(text)));
    }
}
