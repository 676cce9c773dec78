package io.winnow.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder of this machine's file system. What is written stands aside, is on the disk before it is renamed, and is seen whole or not at all. */
public final class LocalPlace implements Place {
    /** Beside the objects, so that a rename stays within a file system; gone when nothing is written. */
    private static final String ASIDE = ".aside";

    private static final Duration STALE = Duration.ofDays(1);
    private static final String SEPARATOR = "~";
    private static final String HOST = host();

    private final Path folder;

    public LocalPlace(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public String address() {
        return folder.toString();
    }

    @Override
    public List<Entry> walk() throws IOException {
        List<Entry> found = new ArrayList<>();
        if (Files.exists(folder)) {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Walk(folder, found));
        }
        found.sort(Comparator.comparing(Entry::name, Bytewise.ORDER));
        return found;
    }

    @Override
    public Optional<Entry> look(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Optional.of(new Entry(
                name, Files.size(file), Files.getLastModifiedTime(file).toMillis()));
    }

    @Override
    public SeekableByteChannel open(String name) throws IOException {
        return Files.newByteChannel(folder.resolve(name));
    }

    @Override
    public Path scratch() throws IOException {
        Path aside = Files.createDirectories(folder.resolve(ASIDE));
        String writer = HOST + SEPARATOR + ProcessHandle.current().pid() + SEPARATOR;
        return Files.createFile(aside.resolve(writer + UUID.randomUUID()));
    }

    @Override
    public void put(String name, Path scratch) throws IOException {
        Path target = folder.resolve(name);
        Path parent = target.getParent();
        Files.createDirectories(parent == null ? folder : parent);
        try (FileChannel written = FileChannel.open(scratch, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(scratch, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public void tidy() throws IOException {
        Path aside = folder.resolve(ASIDE);
        if (!Files.isDirectory(aside)) {
            return;
        }
        try (Stream<Path> left = Files.list(aside)) {
            for (Path file : left.toList()) {
                if (abandoned(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        try {
            Files.deleteIfExists(aside);
        } catch (DirectoryNotEmptyException e) {
            // Another run writes at this moment.
        }
    }

    @Override
    public void tidyOld() throws IOException {
        Path aside = folder.resolve(ASIDE);
        if (!Files.isDirectory(aside)) {
            return;
        }
        try (Stream<Path> left = Files.list(aside)) {
            for (Path file : left.toList()) {
                if (isOld(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Whether its writer is gone; that of another machine, which cannot be asked, after a day. */
    private static boolean abandoned(Path file) throws IOException {
        String[] writer = String.valueOf(file.getFileName()).split(SEPARATOR);
        if (writer.length == 3 && writer[0].equals(HOST)) {
            long pid = Long.parseLong(writer[1]);
            return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
        }
        return isOld(file);
    }

    private static boolean isOld(Path file) throws IOException {
        try {
            long ageMillis =
                    System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis();
            return ageMillis > STALE.toMillis();
        } catch (NoSuchFileException e) {
            // Its writer has just put it.
            return false;
        }
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }

    /** Takes what cannot be entered as a file, so that it is told and not passed over; leaves out what stands aside. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final List<Entry> found;

        Walk(Path folder, List<Entry> found) {
            this.folder = folder;
            this.found = found;
        }

        private String name(Path file) {
            return folder.relativize(file).toString();
        }

        @Override
        public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
            return name(entered).equals(ASIDE) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                found.add(new Entry(
                        name(file),
                        attributes.size(),
                        attributes.lastModifiedTime().toMillis()));
            } else if (attributes.isSymbolicLink()) {
                found.add(new Entry(name(file), -1, 0));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (!(e instanceof FileSystemLoopException)) {
                found.add(new Entry(name(file), -1, 0));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
