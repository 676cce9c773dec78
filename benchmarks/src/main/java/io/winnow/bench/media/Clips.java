package io.winnow.bench.media;

import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Draws the videos that are measured with, so that they are the same everywhere: FFmpeg's moving test picture in H.264. They are gone when it is closed. */
public final class Clips implements AutoCloseable {
    private static final int KEY_FRAME_SECONDS = 2;

    private final FfmpegCommand command;
    private final Path folder;

    private Clips(FfmpegCommand command, Path folder) {
        this.command = command;
        this.folder = folder;
    }

    /**
     * Makes a folder for clips.
     *
     * @throws IOException where FFmpeg's command does not start
     */
    public static Clips open() throws IOException {
        return new Clips(FfmpegCommand.find(), Files.createTempDirectory("winnow-bench"));
    }

    /** Where clips lie; for whatever else a suite writes, too. */
    public Path folder() {
        return folder;
    }

    /** FFmpeg's command. */
    public FfmpegCommand command() {
        return command;
    }

    /** Draws a clip. */
    public Clip draw(int width, int height, int framesPerSecond, int seconds) throws IOException {
        Path file = folder.resolve(width + "x" + height + "-" + framesPerSecond + "fps-" + seconds + "s.mp4");
        String source = "testsrc2=size=" + width + "x" + height + ":rate=" + framesPerSecond + ":duration=" + seconds;
        String key = Integer.toString(framesPerSecond * KEY_FRAME_SECONDS);
        String bits = Integer.toString(2 * width * height);
        command.run(List.of(
                "-f",
                "lavfi",
                "-i",
                source,
                "-c:v",
                "libopenh264",
                "-b:v",
                bits,
                "-g",
                key,
                "-pix_fmt",
                "yuv420p",
                file.toString()));
        return new Clip(file, width, height, framesPerSecond, framesPerSecond * seconds);
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the clips in " + folder + " are left behind", e);
        }
    }
}
