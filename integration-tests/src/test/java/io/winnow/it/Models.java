package io.winnow.it;

import io.winnow.jobs.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders of bundles. */
final class Models {
    private static final String READER = "reader-small";
    private static final String MANIFEST = "bundle.yaml";

    private Models() {}

    /**
     * The shipped reader with its tokenizer, and beside them another version of the reader: the same weights under another name, and so of another digest.
     *
     * @param folder to make
     * @param next name of that version
     */
    static Path with(Path folder, String next) throws IOException {
        for (String bundle : List.of("lite0-cells", READER)) {
            copy(Installation.models().resolve(bundle), folder.resolve(bundle));
        }
        Path other = folder.resolve(next);
        copy(folder.resolve(READER), other);
        Path manifest = other.resolve(MANIFEST);
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("name: " + READER, "name: " + next));
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path copy = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy);
                }
            }
        }
    }
}
