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
            below = files.listStatus(from);
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
                found.add(new Entry(name, status.getLen(), status.getModificationTime()));
            }
        }
    }

    @Override
    public Optional<Entry> look(String name) throws IOException {
        try {
            FileStatus status = files.getFileStatus(path(name));
            return status.isDir()
                    ? Optional.empty()
                    : Optional.of(new Entry(name, status.getLen(), status.getModificationTime()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public SeekableByteChannel open(String name) throws IOException {
        try {
            return new FlinkChannel(
                    files.open(path(name)), files.getFileStatus(path(name)).getLen());
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
    @SuppressWarnings("MustBeClosedChecker")
    public void put(String name, Path scratch) throws IOException {
        FSDataOutputStream out = files.create(path(name), WriteMode.OVERWRITE);
        try (InputStream in = Files.newInputStream(scratch)) {
            in.transferTo(out);
        }
        out.close();
    }

    @Override
    public void delete(String name) throws IOException {
        files.delete(path(name), false);
    }

    @Override
    public void tidy() {
        // Uploads that were not completed are no objects; the store's own rules remove them.
    }
}
