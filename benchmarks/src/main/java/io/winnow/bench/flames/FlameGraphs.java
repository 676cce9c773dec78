package io.winnow.bench.flames;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import one.profiler.AsyncProfiler;

/**
 * Flame graphs of the processor's time, one page a suite, by async-profiler: each thread of this process with what it
 * ran, native libraries too, a thousand times a second of its own time. Programs that a suite starts as commands of
 * their own write a page each. Decoders' children write none: they are confined and can write no file.
 */
public final class FlameGraphs {
    private static final String SAMPLING = "start,event=ctimer,interval=1ms,threads,file=";
    private static final String PAGE = ".html";

    private final Path folder;
    private final Path library;
    private final AsyncProfiler profiler;

    private FlameGraphs(Path folder, Path library, AsyncProfiler profiler) {
        this.folder = folder;
        this.library = library;
        this.profiler = profiler;
    }

    /**
     * For pages in a folder, which is made.
     *
     * @throws UnsupportedOperationException where there is no profiler for this system
     */
    public static FlameGraphs in(Path folder) {
        String resource = "/linux-" + processor() + "/libasyncProfiler.so";
        try (InputStream packed = system().equals("linux") ? AsyncProfiler.class.getResourceAsStream(resource) : null) {
            if (packed == null) {
                throw new UnsupportedOperationException("flame graphs are made on Linux alone, of x64 or arm64");
            }
            Files.createDirectories(folder);
            Path library = Files.createTempFile("winnow-profiler", ".so");
            library.toFile().deleteOnExit();
            Files.write(library, packed.readAllBytes());
            return new FlameGraphs(folder.toAbsolutePath(), library, AsyncProfiler.getInstance(library.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("flame graphs cannot be written to " + folder, e);
        }
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }

    private static String processor() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
    }

    /** Does the work of a suite and writes {@code SUITE.html}, and {@code SUITE-PID.html} for each program that it starts. */
    public void of(String suite, Runnable work) {
        Path page = folder.resolve(suite + PAGE);
        tell(SAMPLING + page);
        ProfiledPrograms.by("-agentpath:" + library + "=" + SAMPLING + folder.resolve(suite + "-%p" + PAGE));
        try {
            work.run();
        } finally {
            ProfiledPrograms.no();
            tell("stop,flamegraph,title=" + suite + ",file=" + page);
        }
    }

    private void tell(String command) {
        try {
            String unused = profiler.execute(command);
        } catch (IOException e) {
            throw new UncheckedIOException("the profiler refuses " + command, e);
        }
    }
}
