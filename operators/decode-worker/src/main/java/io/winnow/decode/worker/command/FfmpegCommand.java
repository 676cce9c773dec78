package io.winnow.decode.worker.command;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/**
 * The command that comes with the libraries. It links to libraries of sound and screen devices that a server may lack and that it never calls for files: an empty one takes the place of each that is missing.
 */
public final class FfmpegCommand {
    private static final Pattern MISSING = Pattern.compile("loading shared libraries: (\\S+): cannot open");
    private static final int MOST_MISSING = 16;

    private final Path executable;
    private final Path substitutes;

    private FfmpegCommand(Path executable, Path substitutes) {
        this.executable = executable;
        this.substitutes = substitutes;
    }

    /**
     * Unpacks it, once a machine, and makes it start.
     *
     * @throws IOException if it cannot be started here; the message says why
     */
    public static FfmpegCommand find() throws IOException {
        Path executable = unpacked().resolve("ffmpeg");
        Path substitutes = Files.createDirectories(executable.resolveSibling("substitutes"));
        FfmpegCommand command = new FfmpegCommand(executable, substitutes);
        for (int i = 0; i < MOST_MISSING; i++) {
            Process process = command.process(List.of("-version"))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (code(process) == 0) {
                return command;
            }
            Matcher missing = MISSING.matcher(said);
            if (!missing.find()) {
                throw new IOException("the ffmpeg command does not start: " + said.strip());
            }
            EmptyLibrary.write(substitutes.resolve(missing.group(1)));
        }
        throw new IOException("the ffmpeg command lacks too many libraries on this machine");
    }

    /** JavaCPP's own way to the command also loads the device libraries into this JVM, which fails where theirs are missing. */
    private static Path unpacked() throws IOException {
        String folder = "/org/bytedeco/ffmpeg/" + Loader.getPlatform();
        File unpacked = Loader.cacheResource(avutil.class, folder);
        if (unpacked == null) {
            throw new IOException("no FFmpeg for " + Loader.getPlatform() + " is on the class path");
        }
        Path executable = unpacked.toPath().resolve("ffmpeg");
        if (!executable.toFile().setExecutable(true)) {
            throw new IOException(executable + " cannot be made executable");
        }
        return unpacked.toPath();
    }

    /** A process of it, not started, with those arguments. */
    public ProcessBuilder process(List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(executable.toString());
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("LD_LIBRARY_PATH", executable.getParent() + ":" + substitutes);
        return builder;
    }

    /**
     * Runs it to its end.
     *
     * @throws IOException if it fails; the message is what it said
     */
    public void run(List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-nostdin", "-v", "error", "-y"));
        all.addAll(arguments);
        Process process = process(all).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (code(process) != 0) {
            throw new IOException("ffmpeg " + String.join(" ", arguments) + ": " + said.strip());
        }
    }

    private static int code(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while ffmpeg ran", e);
        }
    }
}
