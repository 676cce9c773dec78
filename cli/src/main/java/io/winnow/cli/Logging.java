package io.winnow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses where the log goes before anything logs: warnings of our own to standard error, those of all to a file. */
final class Logging {
    private Logging() {}

    static void start(boolean verbose) {
        System.setProperty("winnow.log.own", verbose ? "debug" : "warn");
        System.setProperty("winnow.log.libraries", verbose ? "warn" : "off");
        System.setProperty("winnow.log.traces", verbose ? "full" : "none");
        System.setProperty("winnow.log.file", file().toString());
    }

    private static Path file() {
        Path folder = Path.of(System.getProperty("user.home"), ".winnow", "log");
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder) ? folder.resolve("winnow.log") : nowhere();
        } catch (IOException e) {
            return nowhere();
        }
    }

    private static Path nowhere() {
        return Path.of("/dev/null");
    }
}
