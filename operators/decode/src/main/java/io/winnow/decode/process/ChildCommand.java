package io.winnow.decode.process;

import io.winnow.decode.worker.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** The command that starts a child: a small JVM with only the worker, JavaCPP and FFmpeg on its class path, none of this process's secrets in its environment, and confined as far as the machine allows. */
final class ChildCommand {
    private static final List<String> JVM = List.of(
            "-Xms8m",
            "-Xmx48m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=16m",
            "-XX:CompressedClassSpaceSize=16m",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+ErrorFileToStderr",
            "-XX:+DisplayVMOutputToStderr",
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");

    private ChildCommand() {}

    static ProcessBuilder of(SharedRing ring, List<String> wrapper) throws IOException {
        List<String> line = new ArrayList<>(wrapper);
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(JVM);
        line.add("-Dorg.bytedeco.javacpp.cachedir=" + cacheFolder());
        line.add("-cp");
        line.add(classPath());
        line.add(WorkerMain.class.getName());
        line.add(ring.file().toString());
        line.add(Integer.toString(ring.slotBytes()));
        ProcessBuilder builder = new ProcessBuilder(line);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(Set.of("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR", "TZ"));
        environment.put("MALLOC_ARENA_MAX", "2");
        // Frames are megabytes, and a process that gives way to others loses its translations each time: huge pages are
        // worth 3 %. Some decoders show memory that a damaged file has not filled: it is cleared, so that a file always
        // gives the same picture and never a part of another's. Where glibc does not know these, it ignores them.
        environment.put("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1:glibc.malloc.perturb=255");
        return builder;
    }

    private static String cacheFolder() {
        return System.getProperty(
                "org.bytedeco.javacpp.cachedir",
                Path.of(System.getProperty("user.home"), ".javacpp", "cache").toString());
    }

    private static String classPath() throws IOException {
        Set<String> entries = new LinkedHashSet<>();
        for (Class<?> type : List.of(WorkerMain.class, Pointer.class, avutil.class)) {
            entries.add(home(type));
        }
        String platform = Loader.getPlatform();
        entries.add(homeOf("/org/bytedeco/javacpp/" + platform + "/libjnijavacpp.so"));
        entries.add(homeOf("/org/bytedeco/ffmpeg/" + platform + "/libjniavutil.so"));
        return String.join(File.pathSeparator, entries);
    }

    private static String home(Class<?> type) throws IOException {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IOException("where " + type.getName() + " was loaded from is no path", e);
        }
    }

    private static String homeOf(String resource) throws IOException {
        URL url = Loader.class.getResource(resource);
        if (url == null) {
            throw new IOException("no FFmpeg for " + Loader.getPlatform() + " is on the class path: " + resource
                    + " is missing; add the jars with that classifier");
        }
        if (url.openConnection() instanceof JarURLConnection jar) {
            try {
                return Path.of(jar.getJarFileURL().toURI()).toString();
            } catch (URISyntaxException e) {
                throw new IOException("where " + resource + " lies is no path", e);
            }
        }
        throw new IOException(resource + " is not in a jar");
    }
}
