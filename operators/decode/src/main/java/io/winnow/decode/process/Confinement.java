package io.winnow.decode.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How children are confined on this machine. The network is taken away, but from those that read live addresses, by a network namespace (network_namespaces(7)) with nothing in it, made by {@code unshare}; memory is limited by RLIMIT_DATA
 * (setrlimit(2)), set by the shell that becomes the child.
 *
 * @param namespace what to put before a command to take its network away; empty where the kernel does not allow it
 * @param memory whether the shell can limit memory
 * @param why what is missing, empty where nothing is
 */
record Confinement(List<String> namespace, boolean memory, String why) {
    private static final List<List<String>> NAMESPACES =
            List.of(List.of("unshare", "--user", "--map-root-user", "--net", "--"), List.of("unshare", "--net", "--"));
    private static final long PROBE_SECONDS = 5;
    private static final String SHELL = "/bin/sh";

    /** What this machine allows, by trying. */
    static Confinement probe() {
        List<String> namespace = NAMESPACES.stream()
                .filter(wrapper -> succeeds(with(wrapper, "true")))
                .findFirst()
                .orElse(List.of());
        boolean memory = succeeds(List.of(SHELL, "-c", "ulimit -d 1048576"));
        List<String> missing = new ArrayList<>();
        if (namespace.isEmpty()) {
            missing.add("children share this machine's network, since 'unshare --net' is refused or missing");
        }
        if (!memory) {
            missing.add("their memory is not limited, since 'ulimit -d' is refused");
        }
        return new Confinement(namespace, memory, String.join("; ", missing));
    }

    private static List<String> with(List<String> wrapper, String command) {
        List<String> line = new ArrayList<>(wrapper);
        line.add(command);
        return line;
    }

    private static boolean succeeds(List<String> line) {
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What to put before the command of a child that has no network, or of one that needs it. */
    List<String> wrapper(long memoryBytes, boolean network) {
        List<String> line = new ArrayList<>(network ? List.of() : namespace);
        if (memory) {
            String limit = "ulimit -c 0; ulimit -d " + memoryBytes / 1_024 + " && exec \"$0\" \"$@\"";
            line.addAll(List.of(SHELL, "-c", limit));
        }
        return line;
    }

    Sandbox sandbox() {
        return new Sandbox(true, !namespace.isEmpty(), memory, why);
    }
}
