package io.winnow.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A folder that is gone when it is closed, and also when the process is told to end before. */
public record TemporaryFolder(Path path) implements AutoCloseable {
    private static final Set<TemporaryFolder> OPEN = ConcurrentHashMap.newKeySet();
    /** How often a folder is emptied while someone still writes into it. */
    private static final int TRIES = 100;

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> OPEN.forEach(TemporaryFolder::close), "winnow-temporary-folders"));
    }

    /** Makes one among the system's temporary files. */
    public static TemporaryFolder create(String name) throws IOException {
        TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory(name + "-"));
        OPEN.add(folder);
        return folder;
    }

    @Override
    public void close() {
        try {
            remove();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + path + " cannot be removed", e);
        } finally {
            OPEN.remove(this);
        }
    }

    private void remove() throws IOException {
        for (int left = TRIES; Files.exists(path); left--) {
            try {
                Files.walkFileTree(path, new Remover());
            } catch (DirectoryNotEmptyException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    /** Removes a tree of which others may be removing parts too. */
    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            if (e != null && !(e instanceof NoSuchFileException)) {
                throw e;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
