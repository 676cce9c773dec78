package io.winnow.jobs.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Finds retained checkpoints: {@code FOLDER/<job id>/chk-<n>/_metadata}, on any file system that Flink knows. */
public final class Checkpoints {
    private static final int PROBE_BYTES = 64 * 1024;

    private Checkpoints() {}

    /**
     * A checkpoint that can be restored.
     *
     * @param path of its folder
     * @param completedMillis when its metadata was written
     */
    public record Retained(String path, long completedMillis) {}

    /** The newest complete checkpoint or savepoint below a folder. */
    public static Optional<Retained> newest(String folder) {
        List<Retained> found = new ArrayList<>();
        try {
            Path root = new Path(folder);
            FileSystem files = root.getFileSystem();
            for (FileStatus job : list(files, root)) {
                for (FileStatus checkpoint : job.isDir() ? list(files, job.getPath()) : List.<FileStatus>of()) {
                    metadata(files, checkpoint.getPath()).ifPresent(found::add);
                }
                metadata(files, job.getPath()).ifPresent(found::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints in " + folder + " cannot be listed", e);
        }
        return found.stream()
                .max(Comparator.comparingLong(Retained::completedMillis).thenComparing(Retained::path));
    }

    /**
     * The newer of those below a folder and the one that a cluster was started from, as the Flink Kubernetes Operator does it with a savepoint. Of a job manager that is started again by the same
     * line, that savepoint is older than what the job has retained since.
     *
     * @param named its folder, where there is one
     */
    public static Optional<Retained> newest(String folder, Optional<String> named) {
        return Stream.concat(named.flatMap(Checkpoints::at).stream(), newest(folder).stream())
                .max(Comparator.comparingLong(Retained::completedMillis));
    }

    private static Optional<Retained> at(String folder) {
        try {
            Path path = new Path(folder);
            return metadata(path.getFileSystem(), path);
        } catch (IOException e) {
            throw new UncheckedIOException("the savepoint " + folder + " cannot be looked at", e);
        }
    }

    /** Why nothing can be written to a folder, which Flink does not tell where its checkpoints fail; empty where something can. */
    static Optional<String> refusal(String folder) {
        Path probe = new Path(folder, "probe");
        try {
            FileSystem files = probe.getFileSystem();
            try (FSDataOutputStream out = files.create(probe, FileSystem.WriteMode.OVERWRITE)) {
                out.write(new byte[PROBE_BYTES]);
            } finally {
                files.delete(probe, false);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private static Optional<Retained> metadata(FileSystem files, Path checkpoint) throws IOException {
        Path metadata = new Path(checkpoint, "_metadata");
        if (!files.exists(metadata)) {
            return Optional.empty();
        }
        return Optional.of(new Retained(
                checkpoint.toString(), files.getFileStatus(metadata).getModificationTime()));
    }

    private static List<FileStatus> list(FileSystem files, Path folder) throws IOException {
        try {
            FileStatus[] entries = files.listStatus(folder);
            return entries == null ? List.of() : List.of(entries);
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
