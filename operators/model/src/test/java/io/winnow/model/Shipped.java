package io.winnow.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The bundles in the repository. */
public final class Shipped {
    public static final Path MODELS = Path.of(System.getProperty("winnow.root")).resolve("models");
    public static final Path CELLS = MODELS.resolve("lite0-cells");

    public static final Path READER = MODELS.resolve("reader-small");

    private Shipped() {}

    /** A copy that a test may spoil. */
    public static Path copy(Path bundle, Path folder) {
        Path copy = folder.resolve(bundle.getFileName().toString());
        try (Stream<Path> files = Files.walk(bundle)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(bundle.relativize(file).toString()));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
