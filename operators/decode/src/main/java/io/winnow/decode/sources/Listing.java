package io.winnow.decode.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The files below a folder, or those that a glob matches.
 *
 * @param folder absolute; for a glob the deepest folder that holds all matches
 * @param files paths within it, with {@code /} between their parts, sorted by their bytes
 */
record Listing(Path folder, List<String> files) {
    private static final Comparator<String> BYTEWISE =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    Listing {
        files = List.copyOf(files);
    }

    /** Whether an address that is no file is a pattern. */
    static boolean isGlob(String address) {
        return address.matches(".*[*?\\[{].*") && !Files.exists(Path.of(address));
    }

    static Listing ofFolder(Path folder) {
        return walk(folder.toAbsolutePath().normalize(), file -> true);
    }

    static Listing ofGlob(String address) {
        String absolute =
                address.startsWith("/") ? address : Path.of("").toAbsolutePath().resolve(".") + "/" + address;
        absolute = absolute.replaceAll("/(\\./)+", "/");
        String fixed = absolute.replaceFirst("/[^/]*[*?\\[{].*$", "");
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + absolute);
        return walk(Path.of(fixed.isEmpty() ? "/" : fixed), matcher::matches);
    }

    private static Listing walk(Path folder, Predicate<Path> wanted) {
        List<String> found = new ArrayList<>();
        Consumer<Path> keeps = file -> {
            if (wanted.test(file)) {
                found.add(folder.relativize(file).toString());
            }
        };
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Walk(keeps));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
        found.sort(BYTEWISE);
        return new Listing(folder, found);
    }

    /** Takes what cannot be entered as a file, so that it is told and not passed over. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Consumer<Path> keeps;

        Walk(Consumer<Path> keeps) {
            this.keeps = keeps;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
                keeps.accept(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (!(e instanceof FileSystemLoopException)) {
                keeps.accept(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
