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
        long bytes = 0;
        for (ProcessHandle process :
                Stream.concat(Stream.of(root), root.descendants()).toList()) {
            bytes += pssBytes(process.pid());
        }
        return bytes;
    }

    private static long pssBytes(long process) throws IOException {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/" + process + "/smaps_rollup"));
            return lines.stream()
                    .filter(line -> line.startsWith(PSS))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                    .sum();
        } catch (FileSystemException e) {
            // It has ended meanwhile.
            return 0;
        }
    }
}
