package io.winnow.decode.flink;

import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Media drawn by FFmpeg's generators. */
final class Media {
    private Media() {}

    /** H.264 at 25 frames a second, a key frame every ten frames. */
    static Path clip(Path file, int frames) throws IOException {
        return draw(file, "testsrc2=size=160x120:rate=25", "-frames:v", "" + frames, "-g", "10", "-c:v", "libopenh264");
    }

    /** One picture; different for each number. */
    static Path picture(Path file, int number) throws IOException {
        return draw(file, "testsrc2=size=64x48:rate=25", "-ss", "" + number, "-frames:v", "1");
    }

    static Path draw(Path file, String generator, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", generator));
        arguments.addAll(Arrays.asList(options));
        arguments.add(file.toString());
        Files.createDirectories(file.getParent());
        FfmpegCommand.find().run(arguments);
        return file;
    }

    /** Overwrites bytes in the middle, where the pictures are. */
    static Path damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 3; i < bytes.length / 2; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return Files.write(file, bytes);
    }
}
