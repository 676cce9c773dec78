package io.winnow.bench.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.LocalPlace;
import io.winnow.bench.process.CommandProcess;
import io.winnow.bench.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code winnow archive tokenize} in a process of its own, watched from outside: by the archive's folder, and by the memory that it takes. */
final class TokenizeProcess implements AutoCloseable {
    private static final String OBJECT = ".parquet";
    private static final String ASIDE = ".aside";

    private final Path archive;
    private final Path log;
    private final Process process;

    private TokenizeProcess(Path archive, Path log, Process process) {
        this.archive = archive;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param heap of its virtual machine, taken whole at the start; as the launcher has it where empty
     * @param more options
     */
    static TokenizeProcess start(Optional<String> heap, Path originals, Path archive, String... more)
            throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("archive", "tokenize", originals.toString(), "--out", archive.toString(), "--json"));
        arguments.addAll(List.of(more));
        Path log = archive.resolveSibling(archive.getFileName() + ".log");
        ProcessBuilder builder = heap.map(size -> CommandProcess.withHeap(size, arguments))
                .orElseGet(() -> CommandProcess.of(arguments));
        return new TokenizeProcess(
                archive,
                log,
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
    }

    /** Waits for its end. */
    TokenizeProcess await() throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException("the archive's command ended with " + process.exitValue() + ": " + said());
        }
        return this;
    }

    /** All that it has written so far. */
    String said() throws IOException {
        return Files.readString(log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as a loss of power would. */
    void kill() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** Bytes of it and of its children. */
    long pssBytes() throws IOException {
        return new ProcessTree(process.toHandle()).pssBytes();
    }

    /** Objects of the archive. */
    List<String> objects() throws IOException {
        if (!Files.isDirectory(archive)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(archive, 2)) {
            return files.map(file -> archive.relativize(file).toString())
                    .filter(name -> name.endsWith(OBJECT))
                    .sorted()
                    .toList();
        }
    }

    /** Objects that had been begun when it was killed. */
    long begun() throws IOException {
        Path aside = archive.resolve(ASIDE);
        if (!Files.isDirectory(aside)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(aside)) {
            return files.count();
        }
    }

    Archive archive() {
        return new Archive(new LocalPlace(archive));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
