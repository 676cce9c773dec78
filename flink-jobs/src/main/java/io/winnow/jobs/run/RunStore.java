package io.winnow.jobs.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.winnow.jobs.definition.FlinkOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** A folder for each pipeline: its latest run, and a lock that whoever runs it holds. */
public final class RunStore {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Path folder;

    public RunStore(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** The store that a pipeline's options name. */
    public static RunStore of(FlinkOptions options) {
        return new RunStore(
                options.stateFolder().isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".winnow")
                        : Path.of(options.stateFolder()));
    }

    public Path folder() {
        return folder;
    }

    /** The latest run of a pipeline, finished or not. */
    public Optional<StoredRun> latest(String pipeline) {
        Path file = file(pipeline);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), StoredRun.class));
        } catch (IOException e) {
            throw new UncheckedIOException("the stored run " + file + " cannot be read; start with --fresh", e);
        }
    }

    /** Stores a run in place of the pipeline's latest. */
    public void save(StoredRun run) {
        Path file = file(run.pipeline());
        try {
            Files.createDirectories(file.getParent());
            Path aside = file.resolveSibling("run.json.new");
            Files.writeString(aside, JSON.writeValueAsString(run));
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the run cannot be stored in " + file, e);
        }
    }

    private Path file(String pipeline) {
        return folder.resolve(pipeline).resolve("run.json");
    }

    /**
     * Takes the right to run a pipeline on this machine.
     *
     * @return a lock to close when it no longer runs, or empty where somebody else holds it
     */
    public Optional<Lock> lock(String pipeline) {
        Path file = folder.resolve(pipeline).resolve("lock");
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return Optional.of(new Lock(channel));
                }
            } catch (OverlappingFileLockException e) {
                // Held by this process: in use as well.
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock " + file + " cannot be taken", e);
        }
    }

    /**
     * Waits for the right, as entry points of one pipeline's jobs do that start side by side.
     *
     * @throws IllegalStateException where it is not given within a minute
     */
    public Lock awaitLock(String pipeline) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            Optional<Lock> lock = lock(pipeline);
            if (lock.isPresent()) {
                return lock.get();
            }
            Thread.sleep(LOOK.toMillis());
        }
        throw new IllegalStateException(
                "the stored run of " + pipeline + " in " + folder + " is held by another" + " process; stop it first");
    }

    /** The right to run a pipeline. */
    public static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the lock cannot be given back", e);
            }
        }
    }
}
