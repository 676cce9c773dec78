package io.winnow.decode.worker.media;

import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What FFmpeg's command makes of a file. */
final class CommandFrames {
    private static final int SIZE_COLUMN = 4;
    private static final int HASH_COLUMN = 5;

    private final FfmpegCommand command;

    CommandFrames(FfmpegCommand command) {
        this.command = command;
    }

    /** Bytes and hash of each frame of raw video. */
    List<String> of(Path file, int threads) throws IOException {
        return of(command.process(arguments(file, threads)));
    }

    /** The same with fresh memory filled with a byte, so that what the decoder never writes shows. */
    List<String> ofFilledMemory(Path file, int threads, int filling) throws IOException {
        ProcessBuilder builder = command.process(arguments(file, threads));
        builder.environment().put("MALLOC_PERTURB_", Integer.toString(filling));
        return of(builder);
    }

    private static List<String> of(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> frames = new ArrayList<>();
        said.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] columns = line.split(",");
            frames.add(columns[SIZE_COLUMN].strip() + " " + columns[HASH_COLUMN].strip());
        });
        return frames;
    }

    private static List<String> arguments(Path file, int threads) {
        return List.of(
                "-nostdin",
                "-v",
                "quiet",
                "-threads",
                "" + threads,
                "-i",
                file.toString(),
                "-map",
                "0:v:0",
                "-fps_mode",
                "passthrough",
                "-c:v",
                "rawvideo",
                "-f",
                "framehash",
                "-hash",
                "CRC32",
                "-");
    }
}
