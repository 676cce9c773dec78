package io.winnow.bench.process;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process with all that it started. */
public record ProcessTree(ProcessHandle root) {
    private static final String PSS = "Pss:";
    private static final long KIB = 1024;

    /** Whether memory can be looked at here. */
    public static boolean readable() {
        return Files.isReadable(Path.of("/proc/self/smaps_rollup"));
    }

    /** Proportional set size: memory of its own, and its share of what it shares with others. */
    public long pssBytes() throws IOException {
        return sum(ProcessTree::pssBytes);
    }

    /** Threads of all of them. */
    public long threads() throws IOException {
        return sum(process -> counted(process, "task"));
    }

    /** Files, sockets and pipes that they have open. */
    public long descriptors() throws IOException {
        return sum(process -> counted(process, "fd"));
    }

    /** The root and all that it started, and so on. */
    public List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    private long sum(Look look) throws IOException {
        long sum = 0;
        for (ProcessHandle process : processes()) {
            try {
                sum += look.at(process.pid());
            } catch (FileSystemException e) {
                // It has ended meanwhile.
            }
        }
        return sum;
    }

    private static long pssBytes(long process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process + "/smaps_rollup")).stream()
                .filter(line -> line.startsWith(PSS))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                .sum();
    }

    private static long counted(long process, String what) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc/" + process + "/" + what))) {
            return entries.count();
        }
    }

    /** A number that the system tells of a process. */
    @FunctionalInterface
    private interface Look {
        long at(long process) throws IOException;
    }
}
