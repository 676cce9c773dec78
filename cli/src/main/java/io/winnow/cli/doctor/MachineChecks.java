package io.winnow.cli.doctor;

import io.winnow.cli.command.ExitStatus;
import io.winnow.model.Device;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Java, memory, folders. */
final class MachineChecks {
    private static final int OLDEST_JAVA = 17;
    private static final long LITTLE_MEMORY = 3L << 30;
    private static final long LITTLE_DISK = 1L << 30;
    private static final double GIB = 1 << 30;

    private MachineChecks() {}

    static List<Outcome> run(Path state) {
        return List.of(
                java(),
                vectors(),
                gpu(),
                telemetry(),
                memory(),
                folder("state folder", state),
                folder("temporary folder", Path.of(System.getProperty("java.io.tmpdir"))));
    }

    private static Outcome java() {
        int version = Runtime.version().feature();
        return version >= OLDEST_JAVA
                ? Outcome.ok("Java", Runtime.version() + " of " + System.getProperty("java.vendor"))
                : Outcome.failed(
                        "Java", ExitStatus.UNREACHABLE, "Java " + version + " is too old", "Install Java 17 or later.");
    }

    private static Outcome vectors() {
        boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return there
                ? Outcome.ok("vector module", "the JDK's vector module is on")
                : Outcome.warning(
                        "vector module",
                        "the JDK's vector module is off: pruning is slower",
                        "Start with ./winnow, or add --add-modules=jdk.incubator.vector to the Java options.");
    }

    /** Whoever wants none lacks nothing. */
    private static Outcome gpu() {
        Device first = new Device.Cuda(0);
        return Outcome.ok(
                "GPU",
                first.problem()
                        .map(problem -> "engine.device can be cpu, not " + first + ": " + problem)
                        .orElse("engine.device can be cpu or " + first));
    }

    private static Outcome telemetry() {
        return "1".equals(System.getenv("ORT_DISABLE_TELEMETRY"))
                ? Outcome.ok("telemetry", "engines are told to send nothing")
                : Outcome.warning(
                        "telemetry",
                        "ORT_DISABLE_TELEMETRY is not set",
                        "Start with ./winnow, or set ORT_DISABLE_TELEMETRY=1 and OPT_OUT_TRACKING=true.");
    }

    private static Outcome memory() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine) {
            long total = machine.getTotalMemorySize();
            String found =
                    gib(total) + " of memory, " + gib(Runtime.getRuntime().maxMemory()) + " for Java's heap, "
                            + machine.getAvailableProcessors() + " processors";
            return total >= LITTLE_MEMORY
                    ? Outcome.ok("memory", found)
                    : Outcome.warning("memory", found, "A pipeline on one machine needs about 3 GiB.");
        }
        return Outcome.warning("memory", "this Java does not tell how much memory there is", "See that it is 3 GiB.");
    }

    private static Outcome folder(String check, Path folder) {
        try {
            Files.createDirectories(folder);
            Path file = Files.createTempFile(folder, "winnow-doctor", "");
            Files.delete(file);
            long free = Files.getFileStore(folder).getUsableSpace();
            String found = folder + " can be written, " + gib(free) + " free";
            return free >= LITTLE_DISK
                    ? Outcome.ok(check, found)
                    : Outcome.warning(check, found, "Make room: checkpoints and topics need about 1 GiB.");
        } catch (IOException e) {
            return Outcome.failed(
                    check,
                    ExitStatus.UNREACHABLE,
                    folder + " cannot be written: " + e.getMessage(),
                    "Make it writable, or name another with flink.state-folder or -Djava.io.tmpdir.");
        }
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }
}
