package io.winnow.archive.flink;

import io.winnow.archive.Bytewise;
import io.winnow.archive.Place;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;

/** A folder of an object store, in which an object is seen when its upload is completed, and not before. */
final class FlinkPlace implements Place {
    private static final long SECOND_MILLIS = 1_000;

    private final FileSystem files;
    private final org.apache.flink.core.fs.Path folder;

    FlinkPlace(FileSystem files, org.apache.flink.core.fs.Path folder) {
        this.files = files;
        this.folder = folder;
    }

    @Override
    public String address() {
        return folder.toString().replaceFirst("//[^/@]*@", "//").replaceFirst("/+$", "");
    }

    private org.apache.flink.core.fs.Path path(String name) {
        return new org.apache.flink.core.fs.Path(folder, name);
    }

    /** Something to do with the store. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws IOException;
    }

    /** Clients of stores throw exceptions of their own where a server does not answer. */
    static <T> T call(Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public List<Entry> walk() throws IOException {
        List<Entry> found = new ArrayList<>();
        walk(folder, "", found);
        found.sort(Comparator.comparing(Entry::name, Bytewise.ORDER));
        return found;
    }

    private void walk(org.apache.flink.core.fs.Path from, String prefix, List<Entry> found) throws IOException {
        FileStatus[] below;
        try {
            below = call(() -> files.listStatus(from));
        } catch (FileNotFoundException e) {
            return;
        }
        if (below == null) {
            return;
        }
        for (FileStatus status : below) {
            String name = prefix + status.getPath().getName();
            if (status.isDir()) {
                walk(status.getPath(), name + "/", found);
            } else {
                found.add(entry(name, status));
            }
        }
    }

    /** In whole seconds: a server that lists an object by the millisecond still dates it by the second when asked for it alone. */
    private static Entry entry(String name, FileStatus status) {
        return new Entry(name, status.getLen(), status.getModificationTime() / SECOND_MILLIS * SECOND_MILLIS);
    }

    @Override
    public Optional<Entry> look(String name) throws IOException {
        try {
            FileStatus status = call(() -> files.getFileStatus(path(name)));
            return status.isDir() ? Optional.empty() : Optional.of(entry(name, status));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public SeekableByteChannel open(String name) throws IOException {
        try {
            long size = call(() -> files.getFileStatus(path(name))).getLen();
            return new FlinkChannel(call(() -> files.open(path(name))), size);
        } catch (FileNotFoundException e) {
            throw new NoSuchFileException(path(name).toString());
        }
    }

    @Override
    public Path scratch() throws IOException {
        return Files.createTempFile("winnow-archive", "");
    }

    /** The stream is closed, which completes the upload, only when all has been written to it. */
    @Override
    public void put(String name, Path scratch) throws IOException {
        FSDataOutputStream out = call(() -> files.create(path(name), WriteMode.OVERWRITE));
        try (InputStream in = Files.newInputStream(scratch)) {
            call(() -> in.transferTo(out));
        }
        call(() -> {
            out.close();
            return name;
        });
    }

    @Override
    public void delete(String name) throws IOException {
        call(() -> files.delete(path(name), false));
    }

    @Override
    public void tidy() {
        // Uploads that were not completed are no objects; the store's own rules remove them.
    }

    @Override
    public void tidyOld() {
        tidy();
    }
}
