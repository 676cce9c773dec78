package io.winnow.it;

import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Clips drawn by FFmpeg's generators, and what FFmpeg's own command says of a file. */
final class Media {
    private static final List<String> H264 = List.of("-g", "25", "-c:v", "libopenh264", "-b:v", "400k");

    private Media() {}

    /** H.264 at 25 frames a second. */
    static Path steady(Path file, String generator, int frames) throws IOException {
        return draw(file, generator, List.of("-frames:v", "" + frames));
    }

    /** The same with frames left out here and there, so that each lasts until the next: a variable frame rate. */
    static Path uneven(Path file, String generator, int frames) throws IOException {
        return draw(
                file,
                generator,
                List.of(
                        "-vf",
                        "select='lt(mod(n,7),3)+eq(mod(n,11),5)'",
                        "-fps_mode",
                        "vfr",
                        "-frames:v",
                        "" + frames));
    }

    private static Path draw(Path file, String generator, List<String> options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", generator));
        arguments.addAll(options);
        arguments.addAll(H264);
        arguments.add(file.toString());
        FfmpegCommand.find().run(arguments);
        return file;
    }

    /** How many frames FFmpeg's command decodes of a file. */
    static long frames(Path file) throws IOException {
        Process process = FfmpegCommand.find()
                .process(List.of(
                        "-nostdin",
                        "-v",
                        "quiet",
                        "-i",
                        file.toString(),
                        "-map",
                        "0:v:0",
                        "-fps_mode",
                        "passthrough",
                        "-f",
                        "framecrc",
                        "-"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            return lines.lines().filter(line -> !line.startsWith("#")).count();
        }
    }
}
