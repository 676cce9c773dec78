package io.winnow.decode.process;

import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Clips drawn by FFmpeg's generators. */
final class Clips {
    private Clips() {}

    /** H.264 with B-frames' order kept simple, a key frame every 10 frames. */
    static Path h264(Path folder, int frames) throws IOException {
        Path file = folder.resolve("clip-" + frames + ".mp4");
        return draw(
                file,
                "testsrc2=size=320x240:rate=25",
                List.of("-frames:v", "" + frames, "-g", "10", "-c:v", "libopenh264"));
    }

    static Path draw(Path file, String source, List<String> options) throws IOException {
        FfmpegCommand command = FfmpegCommand.find();
        List<String> arguments = new java.util.ArrayList<>(List.of("-f", "lavfi", "-i", source));
        arguments.addAll(options);
        arguments.add(file.toString());
        command.run(arguments);
        return file;
    }

    /** The same pictures in another container. */
    static void copy(Path from, Path to) throws IOException {
        FfmpegCommand.find().run(List.of("-i", from.toString(), "-c", "copy", to.toString()));
    }
}
